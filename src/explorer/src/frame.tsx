import { useEffect, useRef, useState } from 'preact/hooks';
import type { ComponentChildren } from 'preact';
import { api, link, pinned, useNavigation, type Query } from './address';
import { digestOf, get, keepKey, useAnswer, type Answer, type Problem, type Schemas } from './api';
import { dayText, instantText } from './days';
import { count } from './words';

/** An answer that is pinned: by a day, and by what the ledger knew. */
interface Pinned {
  asOf?: string;
  knownAt: number;
  links: Schemas['Links'];
}

/** A page's heading, its pin, and what it shows. The pin of the answer goes into the address, so that the address can be kept. */
export function View<T extends Pinned>(props: {
  title: string;
  answer: Answer<T>;
  /** Tables are not to be had of a single record. */
  tables?: boolean;
  /** The table of this view, if another question has it than the one that is shown. */
  csv?: string | null;
  /** What the view has chosen by itself, to be kept in the address with the pin. */
  state?: Query;
  intro?: ComponentChildren;
  controls?: ComponentChildren;
  children: (value: T) => ComponentChildren;
}) {
  const { title, answer } = props;
  const navigation = useNavigation();
  const { value } = answer;
  useEffect(() => {
    document.title = `${title} - PeaceTalks`;
  }, [title]);
  useEffect(() => {
    if (!value || navigation.get('knownAt') !== undefined) return;
    navigation.go(navigation.with({ ...props.state, ...pinned(value.links.self) }), { replace: true });
  }, [value]);

  return (
    <>
      <h1 tabIndex={-1}>{title}</h1>
      {props.intro}
      {value && <PinBar value={value} csv={props.tables === false ? null : props.csv ?? value.links.self} />}
      {props.controls}
      {answer.problem && <ProblemBox problem={answer.problem} />}
      {!value && answer.loading && (
        <p role="status" class="loading">
          Loading…
        </p>
      )}
      {value && <div aria-busy={answer.loading}>{props.children(value)}</div>}
    </>
  );
}

function PinBar({ value, csv }: { value: Pinned; csv: string | null }) {
  const revision = useAnswer<Schemas['RevisionItem']>(value.knownAt > 0 ? api(`revisions/${value.knownAt}`, { limit: 1 }) : null);
  const pin = [
    value.asOf && `As of ${dayText(value.asOf)}`,
    `as known at revision ${value.knownAt}` + (revision.value ? ` (${instantText(revision.value.revision.at)})` : ''),
  ];
  const text = pin.filter(Boolean).join(', ');
  return (
    <section class="pin" aria-label="What this view shows">
      <p>{text[0]!.toUpperCase() + text.slice(1)}</p>
      <p class="printed">{location.href}</p>
      {digestOf(value) && <p class="printed">Digest of the answer: {digestOf(value)}</p>}
      <div class="tools">
        <CopyLink />
        <HowToCite cite={value.links.cite} />
        {csv && <a href={csv + '&format=csv'}>CSV</a>}
        <a href={value.links.self + '&format=json'}>JSON</a>
      </div>
      <NewerRevisions knownAt={value.knownAt} />
    </section>
  );
}

/** Says whether the ledger has learned more since, and leads to what changed by it. Looked up again when the reader comes back. */
function NewerRevisions({ knownAt }: { knownAt: number }) {
  const navigation = useNavigation();
  const [head, setHead] = useState(knownAt);
  useEffect(() => {
    const abort = new AbortController();
    const look = () => {
      if (document.visibilityState === 'hidden') return;
      get<Schemas['RevisionPage']>(api('revisions', { after: knownAt, limit: 1 }), abort.signal).then(
        x => setHead(x.head),
        () => {},
      );
    };
    look();
    document.addEventListener('visibilitychange', look);
    return () => {
      abort.abort();
      document.removeEventListener('visibilitychange', look);
    };
  }, [knownAt]);
  if (head <= knownAt) return null;
  const { process } = navigation;
  return (
    <p class="newer">
      The ledger has {count(head - knownAt, 'newer revision')}.{' '}
      {process && (
        <>
          <a href={link(['processes', process, 'changes'], { axis: 'recorded', from: knownAt, to: head })}>What changed by them</a>
          {' or '}
        </>
      )}
      <a href={navigation.with({ knownAt: null, epoch: null })}>show this view as known now</a>.
    </p>
  );
}

function CopyLink() {
  const [copied, setCopied] = useState(false);
  const copy = () => navigator.clipboard.writeText(location.href).then(() => setCopied(true), () => setCopied(false));
  return (
    <button type="button" onClick={copy} onBlur={() => setCopied(false)}>
      <span aria-live="polite">{copied ? 'Link copied' : 'Copy link'}</span>
    </button>
  );
}

function HowToCite({ cite }: { cite: string }) {
  const [open, setOpen] = useState(false);
  const { value, problem } = useAnswer<Schemas['AnswerCitation']>(open ? cite : null);
  return (
    <details class="cite" onToggle={event => setOpen((event.target as HTMLDetailsElement).open)}>
      <summary>How to cite</summary>
      {problem && <ProblemBox problem={problem} />}
      {value && (
        <>
          <p class="citation-text">{value.text}</p>
          <p class="quiet">
            Digest of the answer: <code>{value.digest}</code>
          </p>
          <details>
            <summary>BibTeX</summary>
            <pre>{value.bibtex}</pre>
          </details>
        </>
      )}
    </details>
  );
}

/** Where a part of a view comes from, if that is not the answer of the view itself. */
export function AsJson({ address }: { address: string | null }) {
  return address && <a class="json" href={address + '&format=json'}>JSON of this list</a>;
}

export function ProblemBox({ problem }: { problem: Problem }) {
  return (
    <div class="problem" role="alert">
      <p>{problem.title}</p>
      <ul>
        {problem.details.map(x => (
          <li>{x}</li>
        ))}
      </ul>
      {problem.status === 401 && <KeyForm />}
    </div>
  );
}

/** For a service that does not let everybody read. The key stays in this tab. */
function KeyForm() {
  return (
    <form
      class="controls"
      onSubmit={event => {
        event.preventDefault();
        keepKey(String(new FormData(event.currentTarget).get('key')).trim());
      }}
    >
      <label>
        Your key <input type="password" name="key" required autocomplete="off" />
      </label>
      <button type="submit">Read with this key</button>
    </form>
  );
}

/** A form that puts its fields into the address when one of them changes. */
export function Controls({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <form class="controls" aria-label={label} onSubmit={event => event.preventDefault()}>
      {children}
    </form>
  );
}

export function DayField(props: { label: string; value: string | undefined; onChange: (day: string) => void }) {
  return (
    <label>
      {props.label}{' '}
      <input
        type="date"
        value={props.value}
        onChange={event => event.currentTarget.value && props.onChange(event.currentTarget.value)}
      />
    </label>
  );
}

export function Choice<T extends string>(props: {
  label: string;
  value: T;
  options: readonly (readonly [value: T, text: string])[];
  onChange: (value: T) => void;
}) {
  return (
    <label>
      {props.label}{' '}
      <select value={props.value} onChange={event => props.onChange(event.currentTarget.value as T)}>
        {props.options.map(([value, text]) => (
          <option value={value}>{text}</option>
        ))}
      </select>
    </label>
  );
}

/** The frame around every page: where the reader can go, and the search. */
export function Frame({ children }: { children: ComponentChildren }) {
  const navigation = useNavigation();
  const { process } = navigation;
  const main = useRef<HTMLElement>(null);
  const at = navigation.path.join('/');
  const isFirst = useRef(true);
  useEffect(() => {
    // A new page is announced by its heading. The first one is announced by the browser.
    if (!isFirst.current && !navigation.hash) main.current?.querySelector('h1')?.focus();
    isFirst.current = false;
  }, [at]);

  const pin: Query = navigation.pin();
  const here = navigation.path[2];
  const item = (page: string, text: string, query: Query) => (
    <li>
      <a href={link(['processes', process!, page], query)} aria-current={here === page ? 'page' : undefined}>
        {text}
      </a>
    </li>
  );
  const { asOf: _, ...known } = pin;
  return (
    <>
      <header>
        <a class="skip" href="#main">
          Skip to the content
        </a>
        <a class="home" href={link([])}>
          PeaceTalks
        </a>
        {process && (
          <nav aria-label="Views">
            <ul>
              {item('matrix', 'Matrix', pin)}
              {item('changes', 'Changes', known)}
              {item('compare', 'Compare', pin)}
            </ul>
          </nav>
        )}
        <SearchForm process={process} />
      </header>
      <main id="main" ref={main} tabIndex={-1}>
        {children}
      </main>
      <footer>
        <p>
          Every statement on this page comes from a cited article. <a href="/swagger">API</a>
        </p>
      </footer>
    </>
  );
}

function SearchForm({ process }: { process: string | undefined }) {
  const navigation = useNavigation();
  return (
    <form
      role="search"
      onSubmit={event => {
        event.preventDefault();
        const q = new FormData(event.currentTarget).get('q');
        if (q) navigation.go(link(['search'], { q: String(q), process }));
      }}
    >
      <label class="unseen" for="q">
        Search parties, issues, articles
      </label>
      <input id="q" name="q" type="search" placeholder="Parties, issues, articles" value={navigation.get('q') ?? ''} maxLength={200} />
      <button type="submit">Search</button>
    </form>
  );
}
