import { api, type Query } from './address';
import { usePages, type Answer, type Schemas } from './api';

/** Before any record: the days are asked for from the beginning. */
const FirstDay = '1900-01-01';
const MostDays = 1000;

/** The days on which something changed in a process, the earliest first. Asks for nothing while there is no process. */
export function useChangeDays(process: string | null, query: Query): Answer<Schemas['DayPage']> {
  return usePages<Schemas['DiffDay'], Schemas['DayPage']>(
    process && api(`processes/${process}/days`, { from: FirstDay, ...query, limit: 200 }),
    MostDays,
  );
}
