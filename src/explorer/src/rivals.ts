import type { Schemas } from './api';

type Said = Pick<Schemas['Position'], 'stance' | 'statedOn'>;

/** For each record of a party on one target, those of the same time that say something else: with them it is contested. */
export function rivalsOf<T extends Said>(records: T[]): Map<T, T[]> {
  return new Map(records.map(x => [x, records.filter(other => differ(x, other) && overlap(x.statedOn, other.statedOn))]));
}

export function isSilence(stance: Schemas['Stance']): boolean {
  return stance === 'UNDISCLOSED' || stance === 'DECLINED' || stance === 'NO_RESPONSE';
}

/** Silence contradicts nothing. */
const differ = (a: Said, b: Said) => a.stance !== b.stance && !isSilence(a.stance) && !isSilence(b.stance);

/** A day without an earliest bound begins before all others. */
const overlap = (a: Schemas['Day'], b: Schemas['Day']) => (a.earliest ?? '') <= b.latest && (b.earliest ?? '') <= a.latest;
