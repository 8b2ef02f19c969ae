import { useMemo } from 'preact/hooks';
import { api, link, useNavigation } from '../address';
import { useAnswer, usePages, type Schemas } from '../api';
import { boundsText, dayText, fromNumber, monthText, toNumber, type Day } from '../days';
import { AsJson, Controls, DayField, View } from '../frame';
import { Citations, StanceMark, StanceShape, WordOf, contestedText, toneOf } from '../marks';
import { isSilence, rivalsOf } from '../rivals';
import { count, plain } from '../words';

type Position = Schemas['Position'];
type Moment = Schemas['TimelineItem'];

/** What one party has said on one target, in the order of the days. */
interface Lane {
  name: string;
  positions: Position[];
  rivals: Map<Position, Position[]>;
}

interface Page {
  asOf: string;
  knownAt: number;
  items: Position[];
  nextCursor: string | null;
  links: Schemas['Links'];
}

type Noun = 'issues' | 'parties' | 'proposals';
type Item = Schemas['Issue'] | Schemas['Party'] | Schemas['Proposal'];

const MostRecords = 400;
const MostMoments = 400;

/** How did each line on an issue or a proposal, or of a party, come to be? */
export function TimelinePage({ process, noun, slug }: { process: string; noun: Noun; slug: string }) {
  const navigation = useNavigation();
  const { asOf, ...known } = navigation.pin();
  const about = useAnswer<Item>(api(`${noun}/${slug}`, known));
  const filters = noun === 'issues' ? { includeSubIssues: 'true' } : noun === 'proposals' ? { proposal: slug } : {};
  const records = noun === 'proposals' ? 'positions' : `${noun}/${slug}/timeline`;
  const answer = usePages<Position, Page>(api(records, { ...filters, ...navigation.pin(), limit: 200 }), MostRecords);
  const pinned = known.knownAt !== undefined && asOf !== undefined;
  const happened = pinned ? api(`processes/${process}/timeline`, { asOf, ...known, limit: 200 }) : null;
  const moments = usePages<Moment, Schemas['PageOfTimelineItem']>(happened, MostMoments);
  const item = about.value;
  return (
    <View
      title={item?.name ?? slug}
      answer={answer}
      intro={item && <About process={process} item={item} />}
      controls={
        answer.value && (
          <Controls label="Day">
            <DayField label="As of" value={answer.value.asOf} onChange={x => navigation.go(navigation.with({ asOf: x }), { replace: true })} />
          </Controls>
        )
      }
    >
      {page => <Timeline page={page} happened={happened} moments={(moments.value?.items ?? []).filter(x => concerns(x, noun, slug, page.items))} />}
    </View>
  );
}

function About({ process, item }: { process: string; item: Item }) {
  const navigation = useNavigation();
  if ('aliases' in item) {
    const names = item.aliases.map(x => x.name).filter(x => x !== item.name);
    return names.length > 0 ? <p class="quiet">Also called {names.join(', ')}</p> : null;
  }
  if ('labels' in item) {
    return (
      <>
        <p>{item.summary}</p>
        <p class="quiet">
          On{' '}
          {item.issues.map((x, i) => (
            <>
              {i > 0 && ', '}
              <a href={link(['processes', process, 'issues', x.slug], navigation.pin())}>{x.name}</a>
            </>
          ))}
        </p>
      </>
    );
  }
  return (
    <>
      <p>{item.question}</p>
      {item.description && <p>{item.description}</p>}
      {(item.parent || item.subIssues.length > 0) && (
        <p class="quiet">
          {item.parent && (
            <>
              Part of <a href={link(['processes', process, 'issues', item.parent.slug], navigation.pin())}>{item.parent.name}</a>.{' '}
            </>
          )}
          {item.subIssues.length > 0 && 'Includes '}
          {item.subIssues.map((x, i) => (
            <>
              {i > 0 && ', '}
              <a href={link(['processes', process, 'issues', x.slug], navigation.pin())}>{x.name}</a>
            </>
          ))}
        </p>
      )}
    </>
  );
}

/** Whether a meeting or a milestone belongs to this timeline: to the party, or to one of the issues and proposals in it. */
function concerns({ meeting, milestone }: Moment, noun: Noun, slug: string, positions: Position[]): boolean {
  if (noun === 'parties') {
    return milestone ? milestone.by?.slug === slug : meeting!.participants.some(x => x.party.slug === slug);
  }
  if (noun === 'proposals') return (milestone ? [milestone.proposal] : meeting!.proposals).some(x => x?.slug === slug);
  const issues = new Set([slug, ...positions.flatMap(x => x.target.issues.map(issue => issue.slug))]);
  const proposals = new Set(positions.filter(x => x.target.type === 'PROPOSAL').map(x => x.target.slug));
  const of = milestone ? [milestone.issue, milestone.proposal] : [...meeting!.issues, ...meeting!.proposals];
  return of.some(x => x && (issues.has(x.slug) || proposals.has(x.slug)));
}

/** @param props.happened Where the meetings and milestones come from. */
function Timeline({ page, moments, happened }: { page: Page; moments: Moment[]; happened: string | null }) {
  const lanes = useMemo(() => lanesOf(page.items), [page]);
  if (page.items.length === 0) return <p>Nobody is on record here on or before {dayText(page.asOf)}.</p>;
  const first = Math.min(...page.items.map(x => toNumber(x.statedOn.earliest ?? x.statedOn.latest)));
  const shown = moments.filter(x => x.day && toNumber(x.day.latest) >= first);
  return (
    <>
      <Lanes lanes={lanes} moments={shown} first={first} asOf={page.asOf} />
      {page.nextCursor && <p>The page shows the first {page.items.length} records. The CSV has all of them.</p>}
      {lanes.map(lane => (
        <section>
          <h2>{lane.name}</h2>
          <ol class="history">
            {lane.positions.map(x => (
              <Said position={x} rivals={lane.rivals.get(x)!} key={x.id} />
            ))}
          </ol>
        </section>
      ))}
      {shown.length > 0 && (
        <section>
          <h2>Meetings and milestones of these days</h2>
          <ol class="history">
            {shown.map(x => (
              <li key={x.milestone?.id ?? x.meeting?.id}>
                {boundsText(x.day!)}: {momentText(x)}
              </li>
            ))}
          </ol>
          <AsJson address={happened} />
        </section>
      )}
    </>
  );
}

function Said({ position, rivals }: { position: Position; rivals: Position[] }) {
  const navigation = useNavigation();
  const { asOf: _, ...known } = navigation.pin();
  const contested = contestedText(rivals);
  return (
    <li>
      <p>
        {boundsText(position.statedOn)}: <StanceMark stance={position.stance} />{' '}
        <a href={link(['positions', position.id], { process: navigation.process, ...known })}>{position.summary}</a>
      </p>
      <p class="quiet">
        <WordOf {...position} />
        {contested && <span class="contested">{contested}</span>}
      </p>
      <details>
        <summary>{count(position.citations.length, 'citation')}</summary>
        <Citations citations={position.citations} />
      </details>
    </li>
  );
}

function lanesOf(positions: Position[]): Lane[] {
  const lanes = Map.groupBy(positions, x => `${x.party.slug} ${x.target.type} ${x.target.slug}`);
  return [...lanes.values()]
    .map(lane => {
      const positions = lane.toSorted((a, b) => a.statedOn.latest.localeCompare(b.statedOn.latest));
      return { name: `${lane[0]!.party.name}, ${lane[0]!.target.name}`, positions, rivals: rivalsOf(positions) };
    })
    .sort((a, b) => a.name.localeCompare(b.name, 'en'));
}

function momentText({ milestone, meeting }: Moment): string {
  if (milestone) return `${(milestone.proposal ?? milestone.issue)?.name ?? ''} ${plain(milestone.step)}: ${milestone.summary}`.trim();
  return `${meeting!.name}${meeting!.place ? `, ${meeting!.place}` : ''}`;
}

const Width = 960;
const LaneHeight = 40;
const Top = 46;

/** The same records as in the lists below, drawn. A day that is known within bounds is a hatched band: no place in it is likelier. */
function Lanes({ lanes, moments, first, asOf }: { lanes: Lane[]; moments: Moment[]; first: number; asOf: string }) {
  const last = Math.max(toNumber(asOf), first + 1);
  const height = Top + lanes.length * LaneHeight + 10;
  const x = (day: number) => 12 + ((day - first) / (last - first)) * (Width - 40);
  return (
    <div class="lanes" tabIndex={0} role="region" aria-label="Picture of the records below">
      <svg viewBox={`0 0 ${Width} ${height}`} width={Width} height={height} aria-hidden="true">
        <defs>
          <pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <path class="hatch" d="M0 0V6" />
          </pattern>
        </defs>
        {months(first, last).map(day => (
          <g class="month">
            <path d={`M${x(day)} 14V${height}`} />
            <text x={x(day) + 3} y="12">
              {monthText(fromNumber(day))}
            </text>
          </g>
        ))}
        <g class="moments">
          {moments.map(m => {
            const [from, to] = ends(m.day!, first);
            return m.meeting ? (
              <g>
                <title>{`${momentText(m)}, ${boundsText(m.day!)}`}</title>
                <rect x={x(from) - 3} y="22" width={x(to) - x(from) + 6} height="8" />
              </g>
            ) : (
              <g>
                <title>{`${momentText(m)}, ${boundsText(m.day!)}`}</title>
                <path d={`M${x(to)} 32l5 5-5 5-5-5z`} />
              </g>
            );
          })}
        </g>
        {lanes.map((lane, i) => (
          <LaneMarks lane={lane} y={Top + i * LaneHeight} x={x} first={first} last={last} />
        ))}
      </svg>
      <p class="quiet">
        Bars on top are meetings, diamonds are milestones. A hatched band is the time within which something was said. A line lasts until the
        next record: solid for the party's own word, dashed for another party's, dotted for the article's own voice. Where records of the same
        time differ, the line is split in two halves. Three dots below a line are a silence: what was said before it still stands.
      </p>
    </div>
  );
}

/** A band with an unknown beginning starts before the picture. */
function ends({ earliest, latest }: Day, first: number): [number, number] {
  return [earliest === null ? first - 10 : toNumber(earliest), toNumber(latest)];
}

function LaneMarks(props: { lane: Lane; y: number; x: (day: number) => number; first: number; last: number }) {
  const { lane, y, x, first, last } = props;
  return (
    <g>
      <text class="lane" x="12" y={y + 14}>
        {lane.name}
      </text>
      {lane.positions.map((position, i) => {
        const [from, to] = ends(position.statedOn, first);
        const rivals = lane.rivals.get(position)!;
        // What a silence or a rival says does not end what was said before it.
        const next = lane.positions.slice(i + 1).find(x => !isSilence(x.stance) && !rivals.includes(x));
        const end = isSilence(position.stance) ? to : next ? ends(next.statedOn, first)[1] : last;
        const left = Math.max(x(from), 0);
        // Of a contested lane, the one half is above the other.
        const half = rivals.length === 0 ? 0 : rivals.filter(x => lane.positions.indexOf(x) < i).length % 2 === 0 ? -1 : 1;
        const [middle, height] = [y + 27 + 6 * half, half === 0 ? 14 : 10];
        return (
          <g class={toneOf(position.stance)} key={position.id}>
            <title>{`${boundsText(position.statedOn)}: ${position.summary}`}</title>
            {to > from && <rect class="band" x={left} y={middle - height / 2} width={Math.max(x(to) - left, 2)} height={height} />}
            <path class={'held ' + position.attribution.toLowerCase()} d={`M${x(to)} ${middle}H${x(end)}`} />
            <StanceShape stance={position.stance} x={x(to)} y={isSilence(position.stance) ? middle + 9 : middle} />
          </g>
        );
      })}
    </g>
  );
}

/** The first days of the months of a time, at most about a dozen of them. */
function months(first: number, last: number): number[] {
  const days: number[] = [];
  for (let day = first; day <= last; day++) if (fromNumber(day).endsWith('-01')) days.push(day);
  const every = Math.ceil(days.length / 12);
  return days.filter((_, i) => i % every === 0);
}
