import { describe, expect, it, vi } from 'vitest';
import { api, link, navigation, pinned, read } from './address';

const at = (pathname: string, search = '', hash = '') => read({ pathname, search, hash });

describe('An address', () => {
  it('holds what is shown, whatever characters it has', () => {
    const href = link(['processes', 'a b/ü', 'matrix'], { q: 'x&y=Ж', party: ['a', 'b'], none: null }, 'p 1');
    const url = new URL(href, 'http://x');
    const read = at(url.pathname, url.search, url.hash);
    expect(read.path).toEqual(['processes', 'a b/ü', 'matrix']);
    expect(read.query.get('q')).toBe('x&y=Ж');
    expect(read.query.getAll('party')).toEqual(['a', 'b']);
    expect(read.query.has('none')).toBe(false);
    expect(read.hash).toBe('p 1');
  });

  it('keeps its other parameters when one changes', () => {
    const here = navigation(at('/explore/search', '?q=a&party=b&party=c&knownAt=3'), vi.fn());
    expect(here.with({ q: 'd', knownAt: null })).toBe('/explore/search?q=d&party=b&party=c');
    expect(here.pin()).toEqual({ asOf: undefined, knownAt: '3', epoch: undefined });
  });

  it('takes its pin from an answer', () => {
    expect(pinned('/api/v1/matrix?party=a&asOf=2026-01-31&knownAt=7&epoch=e')).toEqual({ asOf: '2026-01-31', knownAt: '7', epoch: 'e' });
  });

  it('asks the API with the parameters that are set', () => {
    expect(api('matrix', { asOf: undefined, process: 'p', limit: 0 })).toBe('/api/v1/matrix?process=p&limit=0');
  });
});
