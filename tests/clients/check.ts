// What each of the programs is to show: see docs/front-end.md. (app.ts shows what it says beyond the first page.)
import assert from 'node:assert/strict';

/** Where the service is. */
export const address = process.argv[2] ?? 'http://localhost:5080';

/** The pages of a list, until there is no next one. */
export async function* pages<T>(ask: (cursor: string | undefined) => Promise<{ items: T[]; nextCursor: string | null }>) {
  let cursor: string | undefined;
  do {
    const page = await ask(cursor);
    yield page.items;
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}

/** What a program found in the shipped data set. */
export interface Found {
  parties: string[];
  moved: string[];
  events: number;
  days: string[];
  unchanged: number;
  refused: string | undefined;
}

export function report(name: string, found: Found) {
  assert.ok(found.parties.length > 5 && new Set(found.parties).size === found.parties.length);
  assert.deepEqual(found.moved, ['russia: REVERSED', 'ukraine: TERMS_CHANGED']);
  assert.ok(found.events > 50);
  assert.ok(found.days.includes('2026-01-07'));
  assert.equal(found.unchanged, 304);
  assert.match(found.refused ?? '', /did you mean 'ukraine'/);
  console.log(`${name}: ${found.parties.length} parties, ${found.events} events; ${found.moved.join(', ')}`);
}
