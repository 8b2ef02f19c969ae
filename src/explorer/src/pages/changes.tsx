import { api, link, useNavigation } from '../address';
import { useAnswer, usePages, type Schemas } from '../api';
import { useChangeDays } from '../changeDays';
import { boundsText, dayText, fromNumber, toNumber } from '../days';
import { Choice, Controls, DayField, View } from '../frame';
import { Citations, Stated, StanceMark, WordOf, conditionText, frameOf, termText } from '../marks';
import { CauseWords, ChangeWords, StanceWords, count } from '../words';

type Diff = Schemas['DiffItem'];

const Sorts: Schemas['ChangeSort'][] = ['MOVED', 'FIRST_REPORTED', 'SAID_AGAIN'];
const AtOnce = 50;
const DefaultDays = 31;

/** What changed between two days, two revisions or two meetings: who moved, and on whose word? */
export function ChangesPage({ process }: { process: string }) {
  const navigation = useNavigation();
  const axis = (navigation.get('axis') ?? 'valid') as Schemas['DiffAxis'];
  const { asOf, ...known } = navigation.pin();
  const meetings = { fromMeeting: navigation.get('fromMeeting'), toMeeting: navigation.get('toMeeting') };
  const isMeetings = meetings.fromMeeting !== undefined || meetings.toMeeting !== undefined;
  const isDays = axis === 'valid' && !isMeetings;
  const last = useLastChange(process, isDays && navigation.get('to') === undefined);
  const to = navigation.get('to') ?? (isDays ? last : undefined);
  const from = navigation.get('from') ?? (isDays && to ? fromNumber(toNumber(to) - DefaultDays) : axis === 'recorded' ? '0' : undefined);
  const change = navigation.query.getAll('change');
  const filters = {
    process,
    axis: axis === 'recorded' ? axis : undefined,
    asOf: axis === 'recorded' ? asOf : undefined,
    from: isMeetings ? undefined : from,
    to: isMeetings ? undefined : to,
    ...meetings,
    party: navigation.get('party'),
    issue: navigation.get('issue'),
    includeSubIssues: navigation.get('issue') && 'true',
    change,
    ...known,
  };
  const reversed = axis === 'valid' && from !== undefined && to !== undefined && from > to;
  const answer = usePages<Diff, Schemas['DiffPage']>(reversed || (isDays && !to) ? null : api('diffs', { ...filters, limit: AtOnce }), Number(navigation.get('items') ?? AtOnce));
  const summary = useAnswer<Schemas['DiffSummary']>(
    answer.value && navigation.get('knownAt') ? api('diffs/summary', filters) : null,
  );
  const go = (changes: Parameters<typeof navigation.with>[0]) => navigation.go(navigation.with(changes), { replace: true });

  return (
    <View
      title={axis === 'recorded' ? 'What the ledger learned' : 'What changed'}
      answer={answer}
      state={isDays ? { from, to } : {}}
      controls={
        <Controls label="What to compare">
          <Choice
            label="Along"
            value={axis}
            options={[['valid', 'what the parties did'], ['recorded', 'what the ledger learned']]}
            onChange={x => navigation.go(navigation.with({ axis: x === 'recorded' ? x : null, from: null, to: null, fromMeeting: null, toMeeting: null, asOf: null }))}
          />
          {isDays && (
            <>
              <DayField label="From" value={from} onChange={x => go({ from: x, to })} />
              <DayField label="To" value={to} onChange={x => go({ to: x, from })} />
            </>
          )}
          {axis === 'recorded' && (
            <>
              <RevisionField label="From revision" value={from} onChange={x => go({ from: x })} />
              <RevisionField label="To revision" value={to ?? known.knownAt} onChange={x => go({ to: x })} />
            </>
          )}
          {axis === 'valid' && <Meetings process={process} chosen={meetings} />}
          <fieldset>
            <legend>Show what</legend>
            {Sorts.map(sort => (
              <label>
                <input
                  type="checkbox"
                  checked={change.length === 0 ? sort !== 'SAID_AGAIN' : change.includes(sort)}
                  onChange={event => {
                    const chosen = change.length === 0 ? Sorts.slice(0, 2) : Sorts.filter(x => change.includes(x));
                    const wanted = event.currentTarget.checked ? [...chosen, sort] : chosen.filter(x => x !== sort);
                    go({ change: Sorts.filter(x => wanted.includes(x)) });
                  }}
                />{' '}
                {ChangeWords[sort]}
              </label>
            ))}
          </fieldset>
        </Controls>
      }
      intro={
        reversed && (
          <p class="problem" role="alert">
            {dayText(from!)} comes after {dayText(to!)}. <a href={navigation.with({ from: to, to: from })}>Swap the days</a>
          </p>
        )
      }
    >
      {page => <Changes process={process} page={page} summary={summary.value} />}
    </View>
  );
}

/** The last day on which something changed, so that the page begins with what there is to see. Today if there is none. */
function useLastChange(process: string, isAsked: boolean): string | undefined {
  const { asOf: _, ...known } = useNavigation().pin();
  const days = useChangeDays(isAsked ? process : null, known);
  const today = new Date().toISOString().slice(0, 10);
  return days.value ? (days.value.items.findLast(x => x.day <= today)?.day ?? today) : days.problem ? today : undefined;
}

function RevisionField(props: { label: string; value: unknown; onChange: (revision: string) => void }) {
  return (
    <label>
      {props.label}{' '}
      <input
        type="number"
        min="0"
        value={String(props.value ?? '')}
        onChange={event => event.currentTarget.value && props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}

/** The meetings are asked for when the reader wants to choose one. */
function Meetings({ process, chosen }: { process: string; chosen: { fromMeeting: string | undefined; toMeeting: string | undefined } }) {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  const isOpen = chosen.fromMeeting !== undefined || chosen.toMeeting !== undefined || navigation.get('between') === 'meetings';
  const meetings = useAnswer<Schemas['PageOfMeeting']>(isOpen ? api('meetings', { process, ...known, limit: 200 }) : null);
  const none = { from: null, to: null, fromMeeting: null, toMeeting: null, between: null };
  if (!isOpen) return <a href={navigation.with({ ...none, between: 'meetings' })}>Between two meetings</a>;
  const options = [
    ['', 'choose'] as const,
    ...(meetings.value?.items ?? []).filter(x => x.heldOn !== null).map(x => [x.id, `${x.name}, ${boundsText(x.heldOn!)}`] as const),
  ];
  const set = (name: string) => (id: string) => navigation.go(navigation.with({ ...none, ...chosen, between: 'meetings', [name]: id }));
  return (
    <>
      <Choice label="From the meeting" value={chosen.fromMeeting ?? ''} options={options} onChange={set('fromMeeting')} />
      <Choice label="To the meeting" value={chosen.toMeeting ?? ''} options={options} onChange={set('toMeeting')} />
      <a href={navigation.with(none)}>Between two days</a>
    </>
  );
}

function Changes({ process, page, summary }: { process: string; page: Schemas['DiffPage']; summary: Schemas['DiffSummary'] | null }) {
  const navigation = useNavigation();
  const change = navigation.query.getAll('change') as Schemas['ChangeSort'][];
  const groups = Map.groupBy(page.items, x => x.target.issues[0]?.slug ?? x.target.slug);
  const isRecorded = page.axis === 'recorded';
  const between = isRecorded ? `from revision ${page.from} to revision ${page.to}` : `from the end of ${dayText(page.from)} to the end of ${dayText(page.to)}`;
  return (
    <>
      {summary && (
        <p>
          What differs {between}: {count(summary.moved, 'move', 'moves')}, {summary.firstReported} first reported, {summary.saidAgain} said again.
          {!isRecorded && ' What came and went in between is not in it.'}
          {summary.possible > 0 && ` ${summary.possible} of these are possible, not certain: the days are known within bounds.`}
        </p>
      )}
      <p class="printed">Shown here: {(change.length === 0 ? Sorts.slice(0, 2) : change).map(x => ChangeWords[x]).join(', ')}.</p>
      {page.items.length === 0 && (
        <p>
          Nothing of this sort {between}.{' '}
          {summary && summary.saidAgain > 0 && <a href={navigation.with({ change: ['SAID_AGAIN'] })}>Show what was said again</a>}
        </p>
      )}
      {[...groups].map(([slug, items]) => (
        <section>
          <h2>{items[0]!.target.issues[0]?.name ?? items[0]!.target.name}</h2>
          {items.map(x => (
            <Change item={x} process={process} key={slug + x.headline} />
          ))}
        </section>
      ))}
      {page.nextCursor && (
        <p>
          More changes follow. <a href={navigation.with({ items: page.items.length + AtOnce })}>Show {AtOnce} more</a>
        </p>
      )}
    </>
  );
}

/** One change: what it was, what it is now, on whose word, and where that stands. */
export function Change({ item, process }: { item: Diff; process: string }) {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  const { differences: d } = item;
  return (
    <article class={'change ' + item.certainty.toLowerCase()}>
      <h3>{item.headline}</h3>
      <p class="quiet">
        <a href={link(['processes', process, 'parties', item.party.slug], known)}>{item.party.name}</a>, {ChangeWords[item.change]}
        {item.cause && `; ${CauseWords[item.cause]}`}
        {toldByAnother(item) && '; told by another voice than before'}
        {item.certainty === 'POSSIBLE' && '; possible, not certain'}
        {item.certaintyReason && `: ${item.certaintyReason}`}
      </p>
      <ul class="lines">
        {d.stance && <WasNow was={d.stance.from && StanceWords[d.stance.from]} now={d.stance.to && StanceWords[d.stance.to]} of="stance" />}
        {d.silence && <WasNow was={d.silence.from && StanceWords[d.silence.from]} now={d.silence.to && StanceWords[d.silence.to]} of="silence" />}
        {d.conditionsAdded.map(x => <WasNow now={conditionText(x)} was={null} of="condition" />)}
        {d.conditionsDropped.map(x => <WasNow was={conditionText(x)} now={null} of="condition" />)}
        {[...d.conditionsChanged, ...d.conditionsReworded].map(x => <WasNow was={conditionText(x.from)} now={conditionText(x.to)} of="condition" />)}
        {d.terms.map(x => <WasNow was={x.from && termText(x.from)} now={x.to && termText(x.to)} of="term" />)}
        {areAlike(d.summaryWords) && (
          <li class="summary">
            <span class="label">words:</span>{' '}
            {d.summaryWords.map(x =>
              x.change === 'DELETED' ? <del>{x.text}</del> : x.change === 'INSERTED' ? <ins>{x.text}</ins> : x.text,
            )}
          </li>
        )}
      </ul>
      <div class="sides">
        <Side label="was" side={item.before} />
        <Side label="now" side={item.after} />
      </div>
      {item.after && (
        <p>
          <a href={link(['positions', item.after.position], { process, ...known })}>This record and its evidence</a>
        </p>
      )}
    </article>
  );
}

/** Whether the two sides of a change rest on different voices: then what looks like a move may be a difference between them. */
function toldByAnother({ before, after }: Diff): boolean {
  return before !== null && after !== null && (before.attribution !== after.attribution || before.assertedBy?.slug !== after.assertedBy?.slug);
}

/** Where few words are the same, both texts are easier to read than what differs. */
function areAlike(words: Schemas['WordRun'][]): boolean {
  const length = (runs: Schemas['WordRun'][]) => runs.reduce((sum, x) => sum + x.text.length, 0);
  return length(words.filter(x => x.change === 'SAME')) * 2 > length(words);
}

function WasNow({ of, was, now }: { of: string; was: string | null; now: string | null }) {
  return (
    <li>
      {was && (
        <span class="was">
          <span class="label">was</span> <del>{was}</del>
        </span>
      )}
      {now && (
        <span class="now">
          <span class="label">now</span> <ins>{now}</ins>
        </span>
      )}
      {!was && <span class="quiet"> ({of} added)</span>}
      {!now && <span class="quiet"> ({of} dropped)</span>}
    </li>
  );
}

function Side({ label, side }: { label: string; side: Schemas['DiffSide'] | null }) {
  if (!side) {
    return (
      <div class="side">
        <span class="label">{label}</span> no record
      </div>
    );
  }

  return (
    <div class={`side ${frameOf(side)}`}>
      <p>
        <span class="label">{label}</span> <StanceMark stance={side.stance ?? side.silence!.value} />
      </p>
      <p>{side.summary}</p>
      <p>
        <WordOf {...side} />, <Stated day={side.statedOn} />
      </p>
      <Citations citations={side.citations} />
    </div>
  );
}
