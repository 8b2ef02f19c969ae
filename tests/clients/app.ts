// What docs/front-end.md says beyond the first page, with openapi-fetch.
import assert from 'node:assert/strict';
import createClient from 'openapi-fetch';
import type { components, paths } from './generated/openapi-typescript.js';
import { address } from './check.js';

type Schemas = components['schemas'];
const { GET } = createClient<paths, 'application/json' | 'application/problem+json'>({ baseUrl: address });

// An answer that has not changed.
let kept: { tag: string; parties: Schemas['PageOfParty'] } | undefined;
async function parties() {
  const { data, error, response } = await GET('/api/v1/parties', { params: { header: { 'If-None-Match': kept?.tag } } });
  if (response.status === 304) return kept!.parties;
  if (error) throw new Error(error.detail ?? error.title);
  kept = { tag: response.headers.get('ETag')!, parties: data };
  return data;
}
const first = await parties();
assert.ok(first.items.length > 5);
assert.equal(await parties(), first);

// A session at one revision.
const version = (await GET('/version')).data!;
const pin = { asOf: '2026-01-31', knownAt: `${version.head}`, epoch: version.epoch };
const matrix = await GET('/api/v1/matrix', { params: { query: { ...pin, rows: 'issues' } } });
const held = await GET('/api/v1/held-positions', { params: { query: { ...pin, party: ['ukraine'] } } });
assert.deepEqual([matrix.data?.knownAt, held.data?.knownAt], [version.head, version.head]);
async function hasNews() {
  const { data } = await GET('/version');
  return data !== undefined && (data.epoch !== version.epoch || data.head > version.head);
}
assert.equal(await hasNews(), false);

// Search as you type.
let last: AbortController | undefined;
async function search(typed: string) {
  last?.abort();
  last = new AbortController();
  const open = (typed.split('"').length - 1) % 2 === 1;
  const q = (open ? `${typed}"` : typed).trim();
  if (q.replace(/[^\p{L}\p{N}]/gu, '').length < 3) return [];
  const { data, error } = await GET('/api/v1/search', { params: { query: { q, limit: 10 } }, signal: last.signal });
  if (error) throw new Error(error.detail ?? error.title);
  return data.items;
}
assert.deepEqual(await search('ze'), []);
assert.ok((await search('zel')).some((hit) => hit.name.includes('Zelens')));
assert.ok((await search('"security guar')).length === 0);
assert.ok((await search('"security guarantees')).length > 0);
const dangling = await GET('/api/v1/search', { params: { query: { q: '"security' } } });
assert.equal(dangling.response.status, 400);

// The days of a slider.
const days = await GET('/api/v1/processes/{process}/days', { params: { path: { process: 'russia-ukraine-2025' }, query: { limit: 200 } } });
assert.deepEqual([days.data?.items[0]!.day, days.data?.nextCursor], [days.data?.items.map((x) => x.day).sort()[0], null]);

// The first event of the stream. (Node has no EventSource.)
const stream = (await fetch(`${address}/api/v1/revisions/stream?noun=POSITION`)).body!.getReader();
let text = '';
while (!/^data: .*\n/m.test(text)) text += new TextDecoder().decode((await stream.read()).value);
await stream.cancel();
assert.match(text, /^event: start$/m);
const start: Schemas['StreamStart'] = JSON.parse(/^data: (.*)$/m.exec(text)![1]!);
assert.deepEqual([start.epoch, start.head], [version.epoch, version.head]);
assert.match(start.after, /\.\d+\.\d+$/);

/** What a page does with a stream. */
export function follow(changed: (change: Schemas['StreamedChange']) => void, restored: () => void) {
  const events = new EventSource(`${address}/api/v1/revisions/stream?noun=POSITION`);
  events.addEventListener('change', (event) => changed(JSON.parse(event.data)));
  events.addEventListener('gone', () => {
    events.close();
    restored();
  });
  return events;
}

console.log(`app: ${first.items.length} parties unchanged, days from ${days.data?.items[0]!.day}, the stream starts at ${start.head}`);
