import { useEffect } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { api, link, useNavigation } from '../address';
import { useAnswer, type Schemas } from '../api';
import { boundsText } from '../days';
import { View } from '../frame';
import { StanceMark, WordOf } from '../marks';
import { BasisWords, count, plain } from '../words';

/** What does the article say, and what was taken from it? */
export function ArticlePage({ slug }: { slug: string }) {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  const answer = useAnswer<Schemas['ArticlePage']>(api(`articles/${slug}`, known));
  const article = answer.value?.article;
  useEffect(() => {
    if (article && navigation.hash) document.getElementById(navigation.hash)?.scrollIntoView();
  }, [article, navigation.hash]);
  return (
    <View title={article?.title ?? 'Article'} answer={answer} tables={false}>
      {page => (
        <>
          <About article={page.article} />
          <Account page={page} />
        </>
      )}
    </View>
  );
}

function About({ article }: { article: Schemas['Article'] }) {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  return (
    <>
      <p>
        {[article.outlet, ...article.authors].filter(Boolean).join(', ') || 'Outlet unknown'}, published {boundsText(article.publishedOn)} (
        {BasisWords[article.publishedOn.basis]}).
        {article.publishedOnNote && ` ${article.publishedOnNote}`}
        {article.url && (
          <>
            {' '}
            <a href={article.url} rel="noreferrer">
              Read the article
            </a>
          </>
        )}
      </p>
      {article.rewriteOf && (
        <p>
          It retells <a href={link(['articles', article.rewriteOf.slug], { process: navigation.process, ...known })}>{article.rewriteOf.title}</a>, so it is no independent source.
        </p>
      )}
      <p class="quiet">The text of the article is not kept here. Paragraphs are named by their numbers.</p>
    </>
  );
}

function Account({ page }: { page: Schemas['ArticlePage'] }) {
  const { hash } = useNavigation();
  const { coverage } = page;
  return (
    <>
      <p>
        {coverage.accountedFor} of {count(coverage.paragraphs, 'paragraph')} accounted for. Positions are in {coverage.positions} of them,
        milestones in {coverage.milestones}, meetings in {coverage.meetings}.
      </p>
      <ol class="paragraphs">
        {page.paragraphs.map(x => (
          <li id={`p${x.number}`} key={x.number} class={hash === `p${x.number}` ? 'meant' : ''}>
            <h2>Paragraph {x.number}</h2>
            <Taken paragraph={x} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Taken({ paragraph }: { paragraph: Schemas['Paragraph'] }) {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  const nothing = paragraph.positions.length + paragraph.milestones.length + paragraph.meetings.length + paragraph.remarks.length === 0;
  if (nothing) return <p class="quiet">{paragraph.examined ? 'Read; nothing was taken from it.' : 'Not read yet.'}</p>;
  return (
    <ul>
      {paragraph.positions.map(x => (
        <Record kind="position">
          <a href={link(['positions', x.id], { process: navigation.process, ...known })}>
            {x.party.name}, {x.target.name}
          </a>{' '}
          <StanceMark stance={x.stance} /> {x.summary} <WordOf {...x} />
        </Record>
      ))}
      {paragraph.milestones.map(x => (
        <Record kind="milestone">
          {plain(x.step)}, {boundsText(x.happenedOn)}: {x.summary}
        </Record>
      ))}
      {paragraph.meetings.map(x => (
        <Record kind="meeting">{x.summary}</Record>
      ))}
      {paragraph.remarks.map(x => (
        <Record kind={`remark, ${plain(x.kind)}`}>{x.text}</Record>
      ))}
    </ul>
  );
}

function Record({ kind, children }: { kind: string; children: ComponentChildren }) {
  return (
    <li>
      <span class="label">{kind}</span> {children}
    </li>
  );
}
