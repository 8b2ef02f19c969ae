import type { Schemas } from './api';

export type Day = Schemas['Day'];

const Months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
];

const MillisecondsOfDay = 86_400_000;

/** A day as the number of days since 1 January 1970. Days have no time zone. */
export function toNumber(iso: string): number {
  return Date.parse(iso) / MillisecondsOfDay;
}

export function fromNumber(day: number): string {
  return new Date(day * MillisecondsOfDay).toISOString().slice(0, 10);
}

/** 31 January 2026 */
export function dayText(iso: string): string {
  return `${Number(iso.slice(8, 10))} ${monthText(iso)}`;
}

/** January 2026 */
export function monthText(iso: string): string {
  return `${Months[Number(iso.slice(5, 7)) - 1]} ${iso.slice(0, 4)}`;
}

/** 2026-03-12T14:02:11Z is 12 March 2026, 14:02 UTC. */
export function instantText(iso: string): string {
  return `${dayText(iso)}, ${iso.slice(11, 16)} UTC`;
}

/** A day that is known within bounds: 10 December 2025; 22 or 23 January 2026; between 1 and 9 May 2026; by 8 May 2026 at the latest. */
export function boundsText({ earliest, latest }: Bounds): string {
  if (earliest === null) return `by ${dayText(latest)} at the latest`;
  if (earliest === latest) return dayText(latest);
  const both = `${shortText(earliest, latest)} ${isNext(earliest, latest) ? 'or' : 'and'} ${dayText(latest)}`;
  return isNext(earliest, latest) ? both : `between ${both}`;
}

/** The same, with the word that a sentence needs: on 10 December 2025; between 1 and 9 May 2026. */
export function onText(day: Bounds): string {
  return day.earliest !== null && isNext(day.earliest, day.latest) ? `on ${boundsText(day)}` : boundsText(day);
}

/** Since when: since 10 December 2025; since some day from 1 to 9 May 2026; since 8 May 2026 or earlier. */
export function sinceText({ earliest, latest }: Bounds): string {
  if (earliest === null) return `since ${dayText(latest)} or earlier`;
  if (isNext(earliest, latest)) return `since ${boundsText({ earliest, latest })}`;
  return `since some day from ${shortText(earliest, latest)} to ${dayText(latest)}`;
}

type Bounds = Pick<Day, 'earliest' | 'latest'>;

/** Whether there is no day between them. */
const isNext = (earliest: string, latest: string) => toNumber(latest) - toNumber(earliest) <= 1;

/** The first of two days, without the month or year that the second says. */
function shortText(first: string, second: string): string {
  if (first.slice(0, 7) === second.slice(0, 7)) return String(Number(first.slice(8, 10)));
  return first.slice(0, 4) === second.slice(0, 4) ? dayText(first).replace(/ \d+$/, '') : dayText(first);
}
