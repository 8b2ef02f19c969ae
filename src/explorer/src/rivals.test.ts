import { expect, test } from 'vitest';
import type { Schemas } from './api';
import { rivalsOf } from './rivals';

const said = (stance: Schemas['Stance'], earliest: string | null, latest: string) => ({
  stance,
  statedOn: { edtf: latest, earliest, latest, basis: 'STATED' as const },
});

test('Records whose days may be the same and whose stances differ are rivals of each other', () => {
  const [early, late, other] = [said('OPEN', null, '2026-01-05'), said('OPEN', '2026-01-05', '2026-01-09'), said('OPPOSES', '2026-01-05', '2026-01-05')];
  const rivals = rivalsOf([early, late, other]);
  expect(rivals.get(other)).toEqual([early, late]);
  expect(rivals.get(early)).toEqual([other]);
});

test('Records of other days, with the same stance or with a silence are no rivals', () => {
  const records = [said('OPEN', '2026-01-05', '2026-01-05'), said('OPPOSES', '2026-01-06', '2026-01-06'), said('DECLINED', null, '2026-01-09')];
  expect([...rivalsOf(records).values()]).toEqual([[], [], []]);
});
