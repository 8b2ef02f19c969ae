import { useEffect, useState } from 'preact/hooks';
import type { components } from './schema';

export type Schemas = components['schemas'];

/** What the service says of a request that it cannot answer (application/problem+json). */
export class Problem extends Error {
  constructor(readonly status: number, readonly title: string, readonly details: string[]) {
    super(title);
  }
}

const MaxWaits = 2;
const LongestWaitSeconds = 10;
const KeptAnswers = 60;

const KeyName = 'peacetalks-key';

/** Keeps a key for this tab, for a service that does not let everybody read. */
export function keepKey(key: string) {
  sessionStorage.setItem(KeyName, key);
  location.reload();
}

function headers(): Record<string, string> {
  const key = sessionStorage.getItem(KeyName);
  return { Accept: 'application/json', ...(key && { Authorization: `Bearer ${key}` }) };
}

/** Pinned answers never change, so they are kept by address, the oldest first to go. */
const kept = new Map<string, unknown>();

/** The digests of the answers, as their citations give them. Several pages that are shown as one list have none. */
const digests = new WeakMap<object, string>();

export const digestOf = (answer: object): string | undefined => digests.get(answer);

const hexadecimal = (bytes: ArrayBuffer) => [...new Uint8Array(bytes)].map(x => x.toString(16).padStart(2, '0')).join('');

/** Gets an answer as JSON. It waits and asks again if the service says how long to wait. */
export async function get<T>(address: string, signal?: AbortSignal): Promise<T> {
  const key = canonical(address);
  if (kept.has(key)) return kept.get(key) as T;
  for (let waits = 0; ; waits++) {
    const response = await fetch(address, { headers: headers(), signal }).catch(failure => {
      if (signal?.aborted) throw failure;
      throw new Problem(0, 'The service does not answer.', []);
    });
    const wait = Number(response.headers.get('Retry-After') ?? NaN);
    if ((response.status === 429 || response.status === 503) && wait <= LongestWaitSeconds && waits < MaxWaits) {
      await response.body?.cancel();
      await new Promise(resolve => setTimeout(resolve, wait * 1000));
      if (signal?.aborted) throw new DOMException('', 'AbortError');
      continue;
    }
    if (!response.ok) throw problem(response.status, await response.json().catch(() => null));
    const bytes = await response.arrayBuffer();
    const body = JSON.parse(new TextDecoder().decode(bytes));
    // A browser works out digests only for services that it can trust: over TLS, or on the same machine.
    if (crypto.subtle) digests.set(body, `sha256:${hexadecimal(await crypto.subtle.digest('SHA-256', bytes))}`);
    keep(key, body);
    return body;
  }
}

function problem(status: number, body: Partial<Schemas['Problem']> | null): Problem {
  const places = Object.entries(body?.errors ?? {}).flatMap(([place, texts]) => texts.map(text => `${place}: ${text}`));
  return new Problem(status, body?.title ?? `The service answered ${status}.`, places.length > 0 ? places : body?.detail ? [body.detail] : []);
}

function keep(address: string, body: { links?: { self?: string } } | null) {
  const self = body?.links?.self;
  const names = [...(self ? [canonical(self)] : []), ...(address.includes('knownAt=') ? [address] : [])];
  for (const name of names) kept.set(name, body);
  for (const name of kept.keys()) {
    if (kept.size <= KeptAnswers) return;
    kept.delete(name);
  }
}

/** The same question has one address, in whatever order its parameters stand. */
function canonical(address: string): string {
  const [path, search] = address.split('?');
  const query = [...new URLSearchParams(search)].map(pair => pair.map(encodeURIComponent).join('=')).sort();
  return [path, ...query].join('&');
}

export interface Answer<T> {
  /** The newest answer that came. While another is on its way, this is still the one before. */
  value: T | null;
  problem: Problem | null;
  loading: boolean;
}

/** Asks for an address, and again when it changes. Null asks for nothing. */
export function useAnswer<T>(address: string | null): Answer<T> {
  return useAsked<T>(address, get);
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Asks for a list, and for its following pages up to a number of items. */
export function usePages<T, P extends Page<T>>(address: string | null, atMost: number): Answer<P> {
  return useAsked<P>(address, async (first, signal) => {
    let whole = await get<P>(first, signal);
    while (whole.nextCursor !== null && whole.items.length < atMost) {
      const next = await get<P>(`${first}&cursor=${encodeURIComponent(whole.nextCursor)}`, signal);
      whole = { ...whole, items: [...whole.items, ...next.items], nextCursor: next.nextCursor };
    }
    return whole;
  }, atMost);
}

/** While it asks anew, what came before stays. An answer that is no longer wanted is dropped. */
function useAsked<T>(address: string | null, ask: (address: string, signal: AbortSignal) => Promise<T>, ...also: unknown[]): Answer<T> {
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, problem: null, loading: address !== null });
  useEffect(() => {
    if (address === null) return;
    const abort = new AbortController();
    const show = (next: Partial<Answer<T>>) => !abort.signal.aborted && setAnswer(x => ({ ...x, ...next }));
    show({ loading: true });
    ask(address, abort.signal).then(
      value => show({ value, problem: null, loading: false }),
      failure => {
        const problem = failure instanceof Problem ? failure : new Problem(0, 'The answer cannot be read.', []);
        show({ value: null, problem, loading: false });
      },
    );
    return () => abort.abort();
  }, [address, ...also]);
  return answer;
}
