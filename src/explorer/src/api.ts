import { useEffect, useRef, useState } from 'preact/hooks';
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

/** Pinned answers never change, so they are kept by address, the oldest first to go. */
const kept = new Map<string, unknown>();

/** Gets an answer as JSON. It waits and asks again if the service says how long to wait. */
export async function get<T>(address: string, signal?: AbortSignal): Promise<T> {
  const key = canonical(address);
  if (kept.has(key)) return kept.get(key) as T;
  for (let waits = 0; ; waits++) {
    const response = await fetch(address, { headers: { Accept: 'application/json' }, signal }).catch(failure => {
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
    const body = await response.json().catch(() => null);
    if (!response.ok) throw problem(response.status, body);
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
  const [answer, setAnswer] = useState<Answer<T>>({ value: null, problem: null, loading: address !== null });
  const asked = useRef(0);
  useEffect(() => {
    if (address === null) return;
    const abort = new AbortController();
    const number = ++asked.current;
    setAnswer(x => ({ ...x, loading: true }));
    get<T>(address, abort.signal).then(
      value => number === asked.current && setAnswer({ value, problem: null, loading: false }),
      failure => {
        if (abort.signal.aborted) return;
        const told = failure instanceof Problem ? failure : new Problem(0, 'The answer cannot be read.', []);
        setAnswer({ value: null, problem: told, loading: false });
      },
    );
    return () => abort.abort();
  }, [address]);
  return answer;
}

interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** Asks for a list, and for its following pages up to a number of items. */
export function usePages<T, P extends Page<T>>(address: string | null, atMost: number): Answer<P> {
  const [answer, setAnswer] = useState<Answer<P>>({ value: null, problem: null, loading: address !== null });
  useEffect(() => {
    if (address === null) return;
    const abort = new AbortController();
    setAnswer(x => ({ ...x, loading: true }));
    const ask = async () => {
      let whole = await get<P>(address, abort.signal);
      while (whole.nextCursor !== null && whole.items.length < atMost) {
        const next = await get<P>(`${address}&cursor=${encodeURIComponent(whole.nextCursor)}`, abort.signal);
        whole = { ...whole, items: [...whole.items, ...next.items], nextCursor: next.nextCursor };
      }
      return whole;
    };
    ask().then(
      value => !abort.signal.aborted && setAnswer({ value, problem: null, loading: false }),
      failure => {
        if (abort.signal.aborted) return;
        const told = failure instanceof Problem ? failure : new Problem(0, 'The answer cannot be read.', []);
        setAnswer({ value: null, problem: told, loading: false });
      },
    );
    return () => abort.abort();
  }, [address, atMost]);
  return answer;
}
