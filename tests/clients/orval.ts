import assert from 'node:assert/strict';
import { listDays, listDiffs, listEvents, listHeldPositions, listParties } from './generated/orval.js';
import { address, pages, report } from './check.js';

// orval calls fetch with the paths of the document.
const plain = globalThis.fetch;
globalThis.fetch = (path, options) => plain(new URL(path as string, address), options);

const parties: string[] = [];
for await (const page of pages(async (cursor) => {
  const answer = await listParties({ limit: 3, cursor, knownAt: '1' });
  if (answer.status !== 200) throw new Error(`${answer.status}`);
  return answer.data;
})) {
  parties.push(...page.map((party) => party.slug));
}

const january = { from: '2025-12-31', to: '2026-01-31', knownAt: '1' };
const moved = await listDiffs({ ...january, change: ['MOVED'] });
const events = await listEvents({ ...january, limit: 200 });
const days = await listDays('russia-ukraine-2025', january);
if (moved.status !== 200 || events.status !== 200 || days.status !== 200) throw new Error('not answered');
const tag = moved.headers.get('ETag')!;
const again = await listDiffs({ ...january, change: ['MOVED'] }, { headers: { 'If-None-Match': tag } });
// As docs/front-end.md says of a 304.
assert.deepEqual(again.data, {});
const wrong = await listHeldPositions({ party: ['ukrain'] });

report('orval', {
  parties,
  moved: moved.data.items.map((item) => `${item.party.slug}: ${item.kind}`),
  events: events.data.items.length,
  days: days.data.items.map((item) => item.day),
  unchanged: again.status,
  refused: wrong.status === 422 ? wrong.data.errors?.['party']?.[0] : undefined,
});
