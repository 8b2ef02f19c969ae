import { render } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { NavigationContext, Root, link, navigation, read, type Address } from './address';
import { Frame } from './frame';
import { ArticlePage } from './pages/article';
import { ChangesPage } from './pages/changes';
import { ComparePage } from './pages/compare';
import { MatrixPage } from './pages/matrix';
import { PositionPage } from './pages/position';
import { SearchPage } from './pages/search';
import { StartPage } from './pages/start';
import { TimelinePage } from './pages/timeline';
import './app.css';

function App() {
  const [address, setAddress] = useState<Address>(() => read(location));
  const go = (href: string, { replace = false } = {}) => {
    history[replace ? 'replaceState' : 'pushState'](null, '', href);
    setAddress(read(location));
  };

  useEffect(() => {
    const moved = () => setAddress(read(location));
    const followed = (event: MouseEvent) => {
      const anchor = (event.target as Element).closest?.('a');
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
      if (!anchor || !isPlain || anchor.origin !== location.origin || anchor.target || event.defaultPrevented) return;
      if (anchor.pathname !== Root && !anchor.pathname.startsWith(Root + '/')) return;
      if (anchor.pathname === location.pathname && anchor.search === location.search && anchor.hash) return;
      event.preventDefault();
      go(anchor.href);
      if (!anchor.hash && anchor.pathname !== location.pathname) scrollTo(0, 0);
    };
    // What is printed has to stand alone: with its sources, and with what its marks mean.
    const printed = () => document.querySelectorAll('main details:not(.cite)').forEach(x => x.setAttribute('open', ''));
    addEventListener('beforeprint', printed);
    addEventListener('popstate', moved);
    document.addEventListener('click', followed);
    return () => {
      removeEventListener('beforeprint', printed);
      removeEventListener('popstate', moved);
      document.removeEventListener('click', followed);
    };
  }, []);

  const value = useMemo(() => navigation(address, go), [address]);
  return (
    <NavigationContext.Provider value={value}>
      <Frame>
        <Page path={address.path} />
      </Frame>
    </NavigationContext.Provider>
  );
}

/** Another path is another page: nothing of the one before stays. */
function Page({ path }: { path: string[] }) {
  const [noun, slug, page, of] = path;
  const key = path.join('/');
  if (noun === undefined) return <StartPage key={key} />;
  if (noun === 'search' && path.length === 1) return <SearchPage key={key} />;
  if (noun === 'articles' && slug !== undefined && path.length === 2) return <ArticlePage key={key} slug={slug} />;
  if (noun === 'positions' && slug !== undefined && path.length === 2) return <PositionPage key={key} id={slug} />;
  if (noun === 'processes' && slug !== undefined) {
    if (page === 'matrix' && path.length === 3) return <MatrixPage key={key} process={slug} />;
    if (page === 'changes' && path.length === 3) return <ChangesPage key={key} process={slug} />;
    if (page === 'compare' && path.length === 3) return <ComparePage key={key} process={slug} />;
    if ((page === 'issues' || page === 'parties' || page === 'proposals') && of !== undefined && path.length === 4) {
      return <TimelinePage key={key} process={slug} noun={page} slug={of} />;
    }
  }
  return (
    <>
      <h1 tabIndex={-1}>There is no such page</h1>
      <p>
        <a href={link([])}>Start</a>
      </p>
    </>
  );
}

render(<App />, document.getElementById('page')!);
