import { api, link, useNavigation } from '../address';
import { useAnswer, type Schemas } from '../api';
import { useChangeDays } from '../changeDays';
import { fromNumber, toNumber } from '../days';
import { ProblemBox, View } from '../frame';
import { Change } from './changes';
import { changeText } from './matrix';

const ShownDays = 10;

/** What moved lately, and who said so. */
export function StartPage() {
  const navigation = useNavigation();
  const processes = useAnswer<Schemas['PageOfProcess']>(api('processes', { limit: 50 }));
  const chosen = navigation.get('process') ?? processes.value?.items[0]?.slug;
  const process = processes.value?.items.find(x => x.slug === chosen);
  if (!process) {
    return (
      <>
        <h1 tabIndex={-1}>PeaceTalks</h1>
        {processes.problem && <ProblemBox problem={processes.problem} />}
        {processes.value && <p>The ledger has no process yet.</p>}
      </>
    );
  }
  return <Latest process={process} others={processes.value!.items.filter(x => x !== process)} />;
}

function Latest({ process, others }: { process: Schemas['Process']; others: Schemas['Process'][] }) {
  const navigation = useNavigation();
  const pin = navigation.pin();
  const { asOf: _, ...known } = pin;
  const days = useChangeDays(process.slug, known);
  const changes = days.value?.items.toReversed() ?? [];
  const last = changes.find(x => movedOf(x) > 0) ?? changes[0];
  const answer = useAnswer<Schemas['DiffPage']>(
    last
      ? api('diffs', {
          process: process.slug,
          ...dayOf(last),
          change: movedOf(last) > 0 ? 'MOVED' : 'FIRST_REPORTED',
          knownAt: days.value!.knownAt,
          epoch: days.value!.epoch,
          limit: 20,
        })
      : null,
  );
  return (
    <View
      title="What moved lately, and who said so"
      state={{ process: process.slug }}
      answer={answer}
      intro={
        <>
          <p>{process.name}. Each line comes from a cited article.</p>
          {days.problem && <ProblemBox problem={days.problem} />}
          {days.value && !last && <p>Nothing is on record yet.</p>}
        </>
      }
      controls={
        <ul class="ways">
          <li>
            <a href={link(['processes', process.slug, 'matrix'], pin)}>Where each side stands</a>
          </li>
          <li>
            <a href={link(['processes', process.slug, 'changes'], known)}>What changed between two days</a>
          </li>
          <li>
            <a href={link(['processes', process.slug, 'compare'], pin)}>Two sides compared</a>
          </li>
          {others.map(x => (
            <li>
              <a href={link([], { process: x.slug })}>{x.name}</a>
            </li>
          ))}
        </ul>
      }
    >
      {({ items }) => (
        <>
          <h2>{changeText(last!)}</h2>
          {items.map(x => (
            <Change item={x} process={process.slug} />
          ))}
          <h2>Days on which something changed</h2>
          <ul class="ways">
            {changes.slice(0, ShownDays).map(x => (
              <li>
                <a href={link(['processes', process.slug, 'changes'], { ...known, ...dayOf(x) })}>{changeText(x)}</a>
              </li>
            ))}
          </ul>
        </>
      )}
    </View>
  );
}

const movedOf = ({ moved }: Schemas['DiffDay']) => moved.certain + moved.possible;
const dayOf = ({ day }: Schemas['DiffDay']) => ({ from: fromNumber(toNumber(day) - 1), to: day });
