import createClient from 'openapi-fetch';
import type { paths } from './generated/openapi-typescript.js';
import { address, pages, report } from './check.js';

// The media types that the client takes. Without them, `data` could also be the text of a CSV.
const { GET } = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl: address });

const parties: string[] = [];
for await (const page of pages(async (cursor) => {
  const { data, error } = await GET('/api/v1/parties', { params: { query: { limit: 3, cursor, knownAt: '1' } } });
  if (error) throw new Error(error.detail ?? error.title);
  return data;
})) {
  parties.push(...page.map((party) => party.slug));
}

const january = { from: '2025-12-31', to: '2026-01-31', knownAt: '1' };
const moved = await GET('/api/v1/diffs', { params: { query: { ...january, change: ['MOVED'] } } });
const events = await GET('/api/v1/events', { params: { query: { ...january, limit: 200 } } });
const days = await GET('/api/v1/processes/{process}/days', {
  params: { path: { process: 'russia-ukraine-2025' }, query: january },
});
const tag = moved.response.headers.get('ETag')!;
const again = await GET('/api/v1/diffs', {
  params: { query: { ...january, change: ['MOVED'] }, header: { 'If-None-Match': tag } },
});
const wrong = await GET('/api/v1/held-positions', { params: { query: { party: ['ukrain'] } } });

report('openapi-fetch', {
  parties,
  moved: moved.data!.items.map((item) => `${item.party.slug}: ${item.kind}`),
  events: events.data!.items.length,
  days: days.data!.items.map((item) => item.day),
  unchanged: again.response.status,
  refused: wrong.error?.errors?.['party']?.[0],
});
