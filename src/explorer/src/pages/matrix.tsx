import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { api, link, pinned, useNavigation } from '../address';
import { get, useAnswer, type Schemas } from '../api';
import { useChangeDays } from '../changeDays';
import { boundsText, dayText, sinceText } from '../days';
import { Controls, DayField, View } from '../frame';
import { Account, Citations, SilenceMark, StanceMark, StanceMarks, Stated, WordOf, amountText, contestedText, frameOf, wordOf } from '../marks';
import { StanceMeanings, count } from '../words';

type Matrix = Schemas['Matrix'];
type Held = Schemas['CompactPosition'];

/** A party's line on an issue or a proposal: what a cell of the table shows. */
interface Line {
  held: Held;
  since: Schemas['Day'] | null;
  others: Schemas['Alternative'][];
}

interface Row {
  target: Schemas['Reference'];
  isIssue: boolean;
  depth: number;
  lines: Map<string, Line>;
  /** Of an issue, how many proposals a party's cell leaves out. */
  further: Map<string, number>;
}

/** A larger table is shown in parts, so that the page stays quick and a reader finds the way. */
const MostColumns = 24;
const MostNodes = 4500;

/** How many nodes a row takes, on average: few for "no record", more for a stance. */
function nodesOfRow(rows: Row[], parties: Schemas['MatrixParty'][]): number {
  const held = rows.reduce((sum, row) => sum + parties.filter(x => row.lines.has(x.slug)).length, 0);
  return 2 * parties.length + (12 * held) / Math.max(rows.length, 1);
}

/** Where does each side stand on this day? */
export function MatrixPage({ process }: { process: string }) {
  const navigation = useNavigation();
  const filters = { issue: navigation.get('issue'), includeSubIssues: navigation.get('issue') && 'true' };
  const ask = (asOf: string | undefined) => api('matrix', { process, stanceSince: 'true', alternatives: 'true', ...filters, ...navigation.pin(), asOf });
  const answer = useAnswer<Matrix>(ask(navigation.get('asOf')));
  const matrix = answer.value;
  const { asOf: _, ...known } = navigation.pin();
  const days = useChangeDays(known.knownAt === undefined ? null : process, { ...filters, ...known });
  const changes = days.value?.items ?? [];

  const go = (asOf: string) => navigation.go(navigation.with({ asOf, cell: null }), { replace: true });
  const next = neighbours(changes, matrix?.asOf);
  useEffect(() => {
    // A pinned answer never changes, so what is likely to be asked next can be at hand.
    if (!known.knownAt) return;
    const abort = new AbortController();
    for (const day of [next.before, next.after]) if (day) get(ask(day.day), abort.signal).catch(() => {});
    return () => abort.abort();
  }, [next.before?.day, next.after?.day, known.knownAt]);

  const before = useRef<Row[] | null>(null);
  const [rows, changed] = useMemo(() => {
    if (!matrix) return [[], new Set<string>()];
    const rows = rowsOf(matrix);
    const differ = before.current ? differing(before.current, rows) : new Set<string>();
    before.current = rows;
    return [rows, differ];
  }, [matrix]);

  const name = matrix?.rows.find(x => x.process.slug === process)?.process.name;
  const issue = filters.issue && matrix?.rows.find(x => x.slug === filters.issue)?.name;
  return (
    <View
      title={`Where each side stands${issue ? ` on ${issue}` : ''}${name ? `: ${name}` : ''}`}
      answer={answer}
      csv={matrix && api('held-positions', { process, ...filters, ...pinned(matrix.links.self) })}
      controls={
        matrix && (
          <Controls label="Day">
            <DayField label="As of" value={matrix.asOf} onChange={go} />
            {!days.value && !days.problem && <div class="slider" />}
            {changes.length > 0 && <DaySlider days={changes} asOf={navigation.get('asOf') ?? matrix.asOf} go={go} />}
            <p class="unseen" role="status">
              {changed.size > 0 && `${dayText(matrix.asOf)}: ${changed.size} of ${matrix.cells.length} changed`}
            </p>
          </Controls>
        )
      }
    >
      {value => <Table process={process} matrix={value} all={rows} changed={changed} first={changes[0]?.day} />}
    </View>
  );
}

function neighbours(days: Schemas['DiffDay'][], asOf: string | undefined) {
  if (asOf === undefined) return {};
  return { before: days.findLast(x => x.day < asOf), at: days.findLast(x => x.day <= asOf), after: days.find(x => x.day > asOf) };
}

/**
 * Moves over the days on which something changed. Any other day can be typed into the field beside it. It stands where the reader has moved
 * it, even while the answer of that day is on its way.
 */
function DaySlider({ days, asOf, go }: { days: Schemas['DiffDay'][]; asOf: string; go: (day: string) => void }) {
  const [wanted, setWanted] = useState<number | null>(null);
  const at = wanted ?? days.findLastIndex(x => x.day <= asOf);
  const { before, after } = neighbours(days, wanted === null ? asOf : days[wanted]!.day);
  const timer = useRef(0);
  const slide = (index: number) => {
    setWanted(index);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      setWanted(null);
      go(days[index]!.day);
    }, 100);
  };
  const text = at < 0 ? 'before the first record' : changeText(days[at]!) + (after || days[at]!.day === asOf ? '' : '; nothing is on record since');
  return (
    <div class="slider">
      <button type="button" disabled={!before} onClick={() => go(before!.day)}>
        Previous change
      </button>
      <label class="unseen" for="day">
        Day of change
      </label>
      <input
        id="day"
        type="range"
        min="0"
        max={days.length - 1}
        value={Math.max(at, 0)}
        aria-valuetext={text}
        onInput={event => slide(Number(event.currentTarget.value))}
      />
      <button type="button" disabled={!after} onClick={() => go(after!.day)}>
        Next change
      </button>
      <span class="quiet">{text}</span>
    </div>
  );
}

export function changeText({ day, moved, firstReported }: Schemas['DiffDay']): string {
  const parts = [
    [moved.certain + moved.possible, 'moved'],
    [firstReported.certain + firstReported.possible, 'first reported'],
  ].filter(([number]) => number !== 0);
  return `${dayText(day)}: ${parts.map(x => x.join(' ')).join(', ')}`;
}

function differing(before: Row[], after: Row[]): Set<string> {
  const signs = new Map<string, string>();
  for (const row of before) for (const [party, line] of row.lines) signs.set(keyOf(row, party), signOf(line));
  const differ = new Set<string>();
  for (const row of after) {
    for (const [party, line] of row.lines) if (signs.get(keyOf(row, party)) !== signOf(line)) differ.add(keyOf(row, party));
  }
  return differ;
}

const keyOf = (row: Row, party: string) => `${row.isIssue} ${row.target.slug} ${party}`;
const signOf = ({ held, others }: Line) => [held.position, held.headline, ...others.map(x => x.position)].join(' ');

/** One row an issue, followed by one for each of its proposals. A cell is one line: nothing is averaged. */
function rowsOf(matrix: Matrix): Row[] {
  const cells = Map.groupBy(matrix.cells, x => x.row.slug);
  const of = (target: Schemas['Reference'], isIssue: boolean, depth: number): Row => ({
    target, isIssue, depth, lines: new Map(), further: new Map(),
  });
  return matrix.rows.flatMap(issue => {
    const row = of(issue, true, issue.depth ?? 0);
    const proposals = new Map<string, Row>();
    for (const cell of cells.get(issue.slug) ?? []) {
      if (cell.held) row.lines.set(cell.party.slug, { held: cell.held, since: cell.stanceSince, others: cell.alternatives ?? [] });
      if (cell.proposals && cell.proposals.further > 0) row.further.set(cell.party.slug, cell.proposals.further);
      for (const { proposal, held, stanceSince, alternatives } of cell.proposals?.shown ?? []) {
        if (!proposals.has(proposal.slug)) proposals.set(proposal.slug, of(proposal, false, row.depth));
        proposals.get(proposal.slug)!.lines.set(cell.party.slug, { held, since: stanceSince, others: alternatives ?? [] });
      }
    }
    return [row, ...[...proposals.values()].sort((a, b) => a.target.name.localeCompare(b.target.name, 'en'))];
  });
}

function Table(props: { process: string; matrix: Matrix; all: Row[]; changed: Set<string>; first: string | undefined }) {
  const { process, matrix, all, changed } = props;
  const navigation = useNavigation();
  const sorted = useMemo(() => matrix.parties.toSorted((a, b) => a.name.localeCompare(b.name, 'en')), [matrix]);
  const known = all.filter((row, i) => row.lines.size > 0 || row.further.size > 0 || (row.isIssue && all[i + 1]?.isIssue === false));
  const empty = all.filter(row => row.isIssue && !known.includes(row));
  const columns = part(sorted, navigation.get('column'), MostColumns);
  const parties = columns.items;
  const lines = part(known, navigation.get('row'), Math.max(Math.floor(MostNodes / nodesOfRow(known, parties)), 1));
  const rows = lines.items;
  const open = navigation.get('cell');
  const opened = useMemo(() => (open ? find(rows, open) : null), [rows, open]);
  const table = useRef<HTMLTableElement>(null);
  const closed = navigation.with({ cell: null });

  const close = () => {
    navigation.go(closed, { replace: true });
    table.current?.querySelector<HTMLElement>(`[data-position="${open}"]`)?.focus();
  };
  if (known.length === 0) {
    return (
      <p>
        Nothing is on record on or before {dayText(matrix.asOf)}.{' '}
        {props.first && <a href={navigation.with({ asOf: props.first })}>The first record is of {dayText(props.first)}.</a>}
      </p>
    );
  }
  return (
    <>
      <Parts of="parties" name="column" part={columns} />
      <Parts of="rows" name="row" part={lines} />
      <a class="skip" href="#after-matrix">
        Skip the table
      </a>
      <div class="matrix" tabIndex={0} role="region" aria-label="Table of stances">
        <table ref={table} onKeyDown={moveFocus}>
          <caption>{`Stances as of ${dayText(matrix.asOf)}`}</caption>
          <thead>
            <tr>
              <th scope="col">Issue or proposal</th>
              {parties.map(x => (
                <th scope="col">
                  <a href={link(['processes', process, 'parties', x.slug], navigation.pin())}>{x.name}</a>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(row => (
              <tr class={row.isIssue ? 'issue' : 'proposal'} key={`${row.isIssue} ${row.target.slug}`}>
                <th scope={isHeading(row) ? 'rowgroup' : 'row'} colSpan={isHeading(row) ? parties.length + 1 : 1} class={`depth-${Math.min(row.depth, 4)}`}>
                  <a href={link(['processes', process, row.isIssue ? 'issues' : 'proposals', row.target.slug], navigation.pin())}>{row.target.name}</a>
                </th>
                {isHeading(row) || parties.map(party => (
                  <Cell process={process} row={row} party={party} changed={changed.has(keyOf(row, party.slug))} open={open} closed={closed} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div id="after-matrix" tabIndex={-1}>
        {opened && <Panel process={process} {...opened} close={close} />}
        {empty.length > 0 && (
          <p class="quiet">
            No record on or before this day:{' '}
            {empty.map((row, i) => (
              <>
                {i > 0 && ', '}
                <a href={link(['processes', process, 'issues', row.target.slug], navigation.pin())}>{row.target.name}</a>
              </>
            ))}
            .
          </p>
        )}
        <Legend />
      </div>
    </>
  );
}

/** The items from a place on, as many as a page takes. */
interface Part<T> {
  items: T[];
  start: number;
  size: number;
  total: number;
}

function part<T>(all: T[], from: string | undefined, size: number): Part<T> {
  const start = Math.min(Math.max(Number(from ?? 1) || 1, 1), Math.max(all.length, 1));
  return { items: all.slice(start - 1, start - 1 + size), start, size, total: all.length };
}

/** Says what a large table leaves out, and leads to it. */
function Parts({ of, name, part }: { of: string; name: string; part: Part<unknown> }) {
  const navigation = useNavigation();
  const { start, size, total, items } = part;
  if (items.length === total) return null;
  return (
    <p>
      The table shows {of} {start} to {start + items.length - 1} of {total}.{' '}
      {start > 1 && <a href={navigation.with({ [name]: Math.max(start - size, 1) })}>Previous {of}</a>}{' '}
      {start + size <= total && <a href={navigation.with({ [name]: start + size })}>Next {of}</a>}
    </p>
  );
}

/** An issue on which no party has a line of its own is the heading of its proposals. */
const isHeading = (row: Row) => row.isIssue && row.lines.size === 0 && row.further.size === 0;

function find(rows: Row[], position: string) {
  for (const row of rows) for (const [party, line] of row.lines) if (line.held.position === position) return { row, party, line };
  return null;
}

function Cell(props: { process: string; row: Row; party: Schemas['MatrixParty']; changed: boolean; open: string | undefined; closed: string }) {
  const { process, row, party, changed } = props;
  const navigation = useNavigation();
  const line = row.lines.get(party.slug);
  const further = row.further.get(party.slug);
  const more = further ? (
    <a class="quiet" href={link(['processes', process, 'issues', row.target.slug], navigation.pin())}>
      {count(further, 'further proposal')}
    </a>
  ) : null;
  const of = <span class="of">{party.name}</span>;
  if (!line) {
    return (
      <td class={more ? '' : 'none'}>
        {of}
        {more ?? 'no record'}
      </td>
    );
  }

  const { held, since, others } = line;
  const [word, contested] = [wordOf(held), contestedText(others)];
  // Since when a stance is held, and what was said last, can be of different days and in different voices.
  const isOfOneDay = since !== null && boundsText(since) === boundsText(held.statedOn);
  const last = [isOfOneDay ? null : `last said ${boundsText(held.statedOn)}`, held.terms[0] ? amountText(held.terms[0]) : null];
  return (
    <td class={changed ? 'changed' : ''}>
      {of}
      <a
        class={'cell ' + frameOf(held)}
        href={`${props.closed}${props.closed.includes('?') ? '&' : '?'}cell=${held.position}`}
        data-position={held.position}
        aria-expanded={props.open === held.position}
      >
        <StanceMarks held={held} others={others} />
        {contested && <span class="contested">{contested}</span>}
        {since && <span class="quiet">{sinceText(since)}</span>}
        {last.some(Boolean) && <span class="term">{last.filter(Boolean).join(': ')}</span>}
        {word && <span class="via">{word}</span>}
        {held.state === 'HELD' && <SilenceMark silence={held.silence} />}
        {changed && <span class="tag">changed</span>}
      </a>
      {more}
    </td>
  );
}

/** The arrow keys move between the cells that can be opened, beside what the browser's own keys do. */
function moveFocus(event: KeyboardEvent) {
  const steps: Record<string, [number, number]> = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  const step = steps[event.key];
  const cell = (event.target as Element).closest('td');
  const table = cell?.closest('table');
  if (!step || !cell || !table) return;
  let row = (cell.parentElement as HTMLTableRowElement).rowIndex + step[0];
  let column = cell.cellIndex + step[1];
  for (; table.rows[row]?.cells[column]; row += step[0], column += step[1]) {
    const link = table.rows[row]!.cells[column]!.querySelector<HTMLElement>('a.cell');
    if (link) {
      event.preventDefault();
      link.focus();
      return;
    }
  }
}

function Panel(props: { process: string; row: Row; party: string; line: Line; close: () => void }) {
  const { process, row, party, line, close } = props;
  const navigation = useNavigation();
  const heading = useRef<HTMLHeadingElement>(null);
  const { held } = line;
  const { asOf, ...known } = navigation.pin();
  useEffect(() => heading.current?.focus(), [held.position]);
  return (
    <aside class="panel" aria-labelledby="panel" onKeyDown={event => event.key === 'Escape' && close()}>
      <h2 id="panel" tabIndex={-1} ref={heading}>
        {held.headline}
      </h2>
      {line.since && <p>{`This stance is held ${sinceText(line.since)}. The newest record of it:`}</p>}
      <Account held={held} />
      {held.state === 'HELD' && <SilenceMark silence={held.silence} />}
      {line.others.length > 0 && <Others others={line.others} />}
      <ul class="ways">
        <li>
          <a href={link(['positions', held.position], { process, ...known })}>This record, its evidence and its history</a>
        </li>
        <li>
          <a href={link(['processes', process, row.isIssue ? 'issues' : 'proposals', row.target.slug], { asOf, ...known })}>How it came to be</a>
        </li>
        <li>
          <a href={link(['processes', process, 'parties', party], { asOf, ...known })}>What else this party has said</a>
        </li>
      </ul>
      <button type="button" onClick={close}>
        Close
      </button>
    </aside>
  );
}

/** What records of the same time say instead. */
function Others({ others }: { others: Schemas['Alternative'][] }) {
  const { pin, process } = useNavigation();
  const { asOf: _, ...known } = pin();
  return (
    <>
      <h3>Contested: records of the same time say otherwise</h3>
      <ul class="history">
        {others.map(x => (
          <li key={x.position}>
            <StanceMark stance={x.stance} /> <a href={link(['positions', x.position], { process, ...known })}>{x.summary}</a>
            <p>
              <WordOf {...x} />, <Stated day={x.statedOn} />
            </p>
            <Citations citations={x.citations} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Legend() {
  return (
    <details class="legend">
      <summary>What the marks mean</summary>
      <dl>
        {StanceMeanings.map(([stance, meaning]) => (
          <>
            <dt>
              <StanceMark stance={stance} />
            </dt>
            <dd>{meaning}</dd>
          </>
        ))}
        <dt>
          <span class="cell own">solid</span>
        </dt>
        <dd>the party speaks for itself</dd>
        <dt>
          <span class="cell via">dashed</span>
        </dt>
        <dd>known only through another party</dd>
        <dt>
          <span class="cell press">dotted</span>
        </dt>
        <dd>the article says so in its own voice</dd>
        <dt>contested</dt>
        <dd>records of the same time say different things: all of them are shown, in the same size</dd>
        <dt>… declined to say</dt>
        <dd>the party has been silent since then; what it said before still stands</dd>
      </dl>
    </details>
  );
}
