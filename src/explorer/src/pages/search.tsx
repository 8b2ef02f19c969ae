import { api, link, useNavigation, type Navigation } from '../address';
import { useAnswer, type Schemas } from '../api';
import { View } from '../frame';
import { NounWords, plain } from '../words';

type Hit = Schemas['SearchHit'];

/** Finds parties, issues, articles and the rest by the words that a newspaper uses. */
export function SearchPage() {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  const q = navigation.get('q');
  const processes = useAnswer<Schemas['PageOfProcess']>(navigation.process ? null : api('processes', { limit: 1 }));
  const process = navigation.process ?? processes.value?.items[0]?.slug;
  const answer = useAnswer<Schemas['PageOfSearchHit']>(q ? api('search', { q, process: navigation.process, ...known, limit: 50 }) : null);
  return (
    <View title={q ? `Search: ${q}` : 'Search'} answer={answer}>
      {page => (
        <>
          {page.items.length === 0 && (
            <p>
              Nothing matches. {process && <a href={link(['processes', process, 'matrix'], navigation.pin())}>See all issues</a>}
            </p>
          )}
          <ol class="hits">
            {page.items.map(hit => (
              <li key={hit.slug ?? hit.id}>
                <Name hit={hit} process={process} /> <span class="quiet">{NounWords[hit.noun]}</span>
                {hit.rank.startsWith('NEARLY') && <span class="quiet">, spelt alike</span>}
                {hit.matches.map(match => (
                  <p>
                    <span class="label">{plain(match.field)}</span>{' '}
                    {match.segments.map(x => (x.matched ? <mark>{x.text}</mark> : x.text))}
                  </p>
                ))}
              </li>
            ))}
          </ol>
          {page.nextCursor && <p>More match. Add a word to find fewer.</p>}
        </>
      )}
    </View>
  );
}

function Name({ hit, process }: { hit: Hit; process: string | undefined }) {
  const href = pageOf(hit, hit.process?.slug ?? process, useNavigation());
  return href ? <a href={href}>{hit.name}</a> : <>{hit.name}</>;
}

/** The page that shows most of what was found. A speaker and a meeting have none of their own. */
function pageOf(hit: Hit, process: string | undefined, navigation: Navigation): string | null {
  const { asOf, ...known } = navigation.pin();
  const inProcess = (noun: string, slug: string) => (process ? link(['processes', process, noun, slug], { asOf, ...known }) : null);
  switch (hit.noun) {
    case 'ARTICLE':
      return link(['articles', hit.slug!], { process, ...known });
    case 'POSITION':
      return link(['positions', hit.id!], { process, ...known });
    case 'PARTY':
      return inProcess('parties', hit.slug!);
    case 'ISSUE':
      return inProcess('issues', hit.slug!);
    case 'PROPOSAL':
      return inProcess('proposals', hit.slug!);
    case 'SPEAKER':
      return hit.party && inProcess('parties', hit.party.slug);
    case 'PROCESS':
      return link(['processes', hit.slug!, 'matrix'], { asOf, ...known });
    case 'MEETING':
      return process ? link(['processes', process, 'changes'], { toMeeting: hit.id, ...known }) : null;
  }
}
