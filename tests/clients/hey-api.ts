import assert from 'node:assert/strict';
import { client } from './generated/hey-api/client.gen.js';
import { listDays, listDiffs, listEvents, listHeldPositions, listParties } from './generated/hey-api/index.js';
import { address, pages, report } from './check.js';

client.setConfig({ baseUrl: address });

const parties: string[] = [];
for await (const page of pages(async (cursor) => {
  const { data } = await listParties({ query: { limit: 3, cursor, knownAt: '1' }, throwOnError: true });
  return data;
})) {
  parties.push(...page.map((party) => party.slug));
}

const january = { from: '2025-12-31', to: '2026-01-31', knownAt: '1' };
const moved = await listDiffs({ query: { ...january, change: ['MOVED'] } });
const events = await listEvents({ query: { ...january, limit: 200 } });
const days = await listDays({ path: { process: 'russia-ukraine-2025' }, query: january });
const tag = moved.response!.headers.get('ETag')!;
const again = await listDiffs({ query: { ...january, change: ['MOVED'] }, headers: { 'If-None-Match': tag } });
// As docs/front-end.md says of a 304.
assert.deepEqual([again.data, again.error], [undefined, {}]);
const wrong = await listHeldPositions({ query: { party: ['ukrain'] } });

report('hey-api', {
  parties,
  moved: moved.data!.items.map((item) => `${item.party.slug}: ${item.kind}`),
  events: events.data!.items.length,
  days: days.data!.items.map((item) => item.day),
  unchanged: again.response!.status,
  refused: wrong.error?.errors?.['party']?.[0],
});
