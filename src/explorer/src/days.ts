import type { Schemas } from './api';

export type Day = Schemas['Day'];

const Months = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
];

const MillisecondsOfDay = 86_400_000;

/** A day as the number of days since 1 January 1970. Days have no time zone. */
export function toNumber(iso: string): number {
  return Date.UTC(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10))) / MillisecondsOfDay;
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

/** A day that is known within bounds: 10 December 2025; between 22 and 23 January 2026; by 8 January 2026 at the latest. */
export function boundsText({ earliest, latest }: Pick<Day, 'earliest' | 'latest'>): string {
  if (earliest === null) return `by ${dayText(latest)} at the latest`;
  if (earliest === latest) return dayText(latest);
  const sameYear = earliest.slice(0, 4) === latest.slice(0, 4);
  const sameMonth = earliest.slice(0, 7) === latest.slice(0, 7);
  const first = sameMonth ? String(Number(earliest.slice(8, 10))) : sameYear ? dayText(earliest).replace(/ \d+$/, '') : dayText(earliest);
  return `between ${first} and ${dayText(latest)}`;
}

/** The same, with the word that a sentence needs: on 10 December 2025; between 22 and 23 January 2026. */
export function onText(day: Pick<Day, 'earliest' | 'latest'>): string {
  return day.earliest !== null && day.earliest === day.latest ? `on ${dayText(day.latest)}` : boundsText(day);
}
