import { api, link, useNavigation } from '../address';
import { useAnswer, usePages, type Schemas } from '../api';
import { AsJson, Choice, Controls, DayField, ProblemBox, View } from '../frame';
import { Account, SilenceMark, StanceMark, frameOf } from '../marks';
import { RelationWords } from '../words';

const Order: Schemas['SidesRelation'][] = ['APART', 'REPORTED_APART', 'AGREE', 'REPORTED_AGREE', 'SILENT', 'ONE_SIDED'];
const AtOnce = 200;
const MostParties = 1000;

/** Where do two sides differ, and where is it not known? The reader chooses both: no pair comes first. */
export function ComparePage({ process }: { process: string }) {
  const navigation = useNavigation();
  const pin = navigation.pin();
  const left = navigation.get('left');
  const right = navigation.get('right');
  const { asOf: _, ...known } = pin;
  const parties = usePages<Schemas['Party'], Schemas['PageOfParty']>(api('parties', { ...known, limit: 200 }), MostParties);
  const answer = usePages<Schemas['Comparison'], Schemas['ComparisonPage']>(
    left && right ? api('comparisons', { process, left, right, ...pin, limit: AtOnce }) : null,
    AtOnce,
  );
  const names = (parties.value?.items ?? []).map(x => [x.slug, x.name] as const);
  const options = [['', 'choose'] as const, ...names.sort((a, b) => a[1].localeCompare(b[1], 'en'))];
  const set = (name: string) => (value: string) => navigation.go(navigation.with({ [name]: value }));
  return (
    <View
      title="Two sides compared"
      intro={!(left && right) && <p>Choose two parties.</p>}
      answer={answer}
      controls={
        <>
          {parties.problem && <ProblemBox problem={parties.problem} />}
          <Controls label="What to compare">
            <Choice label="Left" value={left ?? ''} options={options} onChange={set('left')} />
            <Choice label="Right" value={right ?? ''} options={options} onChange={set('right')} />
            {left && right && <a href={navigation.with({ left: right, right: left })}>Swap</a>}
            <DayField label="As of" value={answer.value?.asOf ?? navigation.get('asOf')} onChange={set('asOf')} />
          </Controls>
        </>
      }
    >
      {page => <Groups process={process} page={page} />}
    </View>
  );
}

/** The issues on which neither side has a stance, nor on a proposal that addresses one of them. */
function Unknown({ process, page }: { process: string; page: Schemas['ComparisonPage'] }) {
  const { pin } = useNavigation();
  const parties = [page.left.slug, page.right.slug];
  const address = pin().knownAt ? api('matrix', { process, party: parties, ...pin() }) : null;
  const grid = useAnswer<Schemas['Matrix']>(address);
  const known = new Set((grid.value?.cells ?? []).filter(x => x.held || x.proposals?.counts.length).map(x => x.row.slug));
  const rows = (grid.value?.rows ?? []).filter(x => !known.has(x.slug));
  if (rows.length === 0) return null;
  return (
    <section>
      <h2>{`Neither side is known (${rows.length})`}</h2>
      <ul class="ways">
        {rows.map(x => (
          <li>
            <a href={link(['processes', process, 'issues', x.slug], pin())}>{x.name}</a>
          </li>
        ))}
      </ul>
      <AsJson address={address} />
    </section>
  );
}

function Groups({ process, page }: { process: string; page: Schemas['ComparisonPage'] }) {
  const groups = Map.groupBy(page.items, x => x.relation);
  if (page.items.length === 0) return <p>Neither has a stance on record on this day.</p>;
  return (
    <>
      {Order.filter(x => groups.has(x)).map(relation => {
        const [heading, meaning] = RelationWords[relation];
        const items = groups.get(relation)!;
        return (
          <section>
            <h2>{`${heading} (${items.length})`}</h2>
            <p class="quiet">{meaning}</p>
            {items.map(x => (
              <article class="pair">
                <h3>
                  <TargetName process={process} target={x.target} />
                </h3>
                <div class="sides">
                  <Side party={page.left.name} held={x.left} />
                  <Side party={page.right.name} held={x.right} />
                </div>
              </article>
            ))}
          </section>
        );
      })}
      <Unknown process={process} page={page} />
      {page.nextCursor && <p>More follows in the CSV and JSON of this view; the page shows the first {AtOnce}.</p>}
    </>
  );
}

function TargetName({ process, target }: { process: string; target: Schemas['Target'] }) {
  const { pin } = useNavigation();
  return <a href={link(['processes', process, target.type === 'ISSUE' ? 'issues' : 'proposals', target.slug], pin())}>{target.name}</a>;
}

function Side({ party, held }: { party: string; held: Schemas['CompactPosition'] | null }) {
  return (
    <div class={'side ' + (held ? frameOf(held) : 'none')}>
      <h4>{party}</h4>
      {!held && <p>no record</p>}
      {held && (
        <>
          <p>
            <StanceMark stance={held.stance} /> {held.state === 'HELD' && <SilenceMark silence={held.silence} />}
          </p>
          <Account held={held} />
        </>
      )}
    </div>
  );
}
