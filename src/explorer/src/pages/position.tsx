import { api, link, useNavigation } from '../address';
import { useAnswer, type Schemas } from '../api';
import { boundsText } from '../days';
import { AsJson, ProblemBox, View } from '../frame';
import { Citations, Content, StanceMark, Stated, WordOf } from '../marks';
import { BasisWords, StanceWords } from '../words';

/** One record: its evidence, and what the same party said on the same matter before and after. */
export function PositionPage({ id }: { id: string }) {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  const answer = useAnswer<Schemas['KnownPosition']>(api(`positions/${id}`, known));
  const position = answer.value?.item;
  const title = position ? `${position.party.name}, ${position.target.name}: ${StanceWords[position.stance]}` : 'Position';
  return (
    <View title={title} answer={answer} tables={false}>
      {({ item }) => (
        <>
          {item.supersededIn !== null && (
            <p class="problem">
              This record was {item.supersededBy ? 'corrected' : 'retracted'} in revision {item.supersededIn}.{' '}
              {item.supersededBy && <a href={link(['positions', item.supersededBy], { process: navigation.process })}>The record that replaces it</a>}
            </p>
          )}
          <p>
            <StanceMark stance={item.stance} /> {item.summary}
          </p>
          <Content conditions={item.conditions} terms={item.terms} />
          <p>
            <WordOf {...item} />, <Stated day={item.statedOn} /> ({BasisWords[item.statedOn.basis]})
          </p>
          <h2>Where it stands</h2>
          <Citations citations={item.citations} />
          <p class="quiet">
            Recorded in revision {item.recordedIn}.
            {item.corrects && (
              <>
                {' '}
                It corrects <a href={link(['positions', item.corrects], { process: navigation.process, ...known })}>an earlier record</a>.
              </>
            )}
          </p>
          <History item={item} />
        </>
      )}
    </View>
  );
}

function History({ item }: { item: Schemas['Position'] }) {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  const target = item.target.type === 'ISSUE' ? { issue: item.target.slug } : { proposal: item.target.slug };
  const address = known.knownAt ? api('positions', { party: item.party.slug, ...target, ...known, limit: 200 }) : null;
  const answer = useAnswer<Schemas['PageOfPosition']>(address);
  return (
    <>
      <h2>
        What {item.party.name} is on record with here
      </h2>
      {answer.problem && <ProblemBox problem={answer.problem} />}
      <ol class="history">
        {(answer.value?.items ?? [])
          .filter(x => x.target.slug === item.target.slug && x.target.type === item.target.type)
          .toSorted((a, b) => a.statedOn.latest.localeCompare(b.statedOn.latest))
          .map(x => (
            <li key={x.id} aria-current={x.id === item.id ? 'true' : undefined}>
              {boundsText(x.statedOn)}: <StanceMark stance={x.stance} />{' '}
              <a href={link(['positions', x.id], { process: navigation.process, ...known })}>{x.summary}</a>{' '}
              <WordOf {...x} />
            </li>
          ))}
      </ol>
      {answer.value?.nextCursor && <p class="quiet">The first 200 are shown.</p>}
      <AsJson address={address} />
    </>
  );
}
