import { createContext } from 'preact';
import { useContext } from 'preact/hooks';

/** The address bar holds the whole state of a view: which page, and what it shows. */
export interface Address {
  /** What follows /explore, split at the slashes. */
  path: string[];
  query: URLSearchParams;
  hash: string;
}

export const Root = '/explore';

/** The parameters that pin an answer. They follow the reader from page to page. */
const Pin = ['asOf', 'knownAt', 'epoch'];

export function read(location: { pathname: string; search: string; hash: string }): Address {
  const path = location.pathname.slice(Root.length).split('/').filter(Boolean).map(decodeURIComponent);
  return { path, query: new URLSearchParams(location.search), hash: decodeURIComponent(location.hash.slice(1)) };
}

/** A link inside the explorer. Parameters that are null or undefined are left out. */
export function link(path: string[], query: Query = {}, hash = ''): string {
  const at = [Root, ...path.map(encodeURIComponent)].join('/');
  const search = queryText(query);
  return at + search + (hash && '#' + encodeURIComponent(hash));
}

/** A path of the API with its parameters. */
export function api(path: string, query: Query = {}): string {
  return '/api/v1/' + path + queryText(query);
}

export type Query = Record<string, string | number | string[] | null | undefined>;

function queryText(query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (Array.isArray(value)) value.forEach(x => search.append(name, x));
    else if (value !== null && value !== undefined && value !== '') search.append(name, String(value));
  }
  const text = search.toString();
  return text && '?' + text;
}

export interface Navigation extends Address {
  /** The process that the reader looks at, if the address names one. */
  process: string | undefined;
  /** Goes to another page, or to another state of this one. */
  go(href: string, options?: { replace?: boolean }): void;
  /** The same page with some parameters changed. */
  with(changes: Query): string;
  /** The pin of this view, for a link to another. `knownAt` and `epoch` always belong together. */
  pin(): Query;
  get(name: string): string | undefined;
}

export function navigation(address: Address, go: Navigation['go']): Navigation {
  const get = (name: string) => address.query.get(name) ?? undefined;
  return {
    ...address,
    process: address.path[0] === 'processes' ? address.path[1] : get('process'),
    go,
    get,
    with: changes => {
      const query: Query = {};
      for (const name of new Set(address.query.keys())) query[name] = address.query.getAll(name);
      return link(address.path, { ...query, ...changes }, address.hash);
    },
    pin: () => Object.fromEntries(Pin.map(name => [name, get(name)])),
  };
}

export const NavigationContext = createContext<Navigation>(null!);

export const useNavigation = () => useContext(NavigationContext);

/** The parameters of an answer's own pinned link, such as its `links.self`. */
export function pinned(self: string): Query {
  const query = new URLSearchParams(self.split('?')[1] ?? '');
  return Object.fromEntries(Pin.filter(name => query.has(name)).map(name => [name, query.get(name)!]));
}
