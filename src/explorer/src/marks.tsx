import type { Schemas } from './api';
import { link, useNavigation } from './address';
import { boundsText, onText, type Day } from './days';
import { ModeWords, StanceWords, plain } from './words';

/** The part of an answer that says on whose word a position rests. */
export interface Spoken {
  attribution: Schemas['Attribution'];
  assertedBy: Schemas['Reference'] | null;
  speaker?: Schemas['Reference'] | null;
  mode: Schemas['Mode'];
}

/** Five places from against to for, with a marker whose place and shape tell the stance. Its word always stands beside it. */
export function StanceGlyph({ stance }: { stance: Schemas['Stance'] }) {
  return (
    <svg class={'glyph ' + toneOf(stance)} viewBox="0 0 44 12" width="44" height="12" aria-hidden="true">
      <path class="rail" d="M2 6H42M2 4V8M12 4V8M22 4V8M32 4V8M42 4V8" />
      {markers[stance]}
    </svg>
  );
}

const markers: Record<Schemas['Stance'], preact.JSX.Element> = {
  OPPOSES: <rect class="full" x="0.8" y="1.5" width="9" height="9" />,
  SCEPTICAL: (
    <>
      <rect class="hollow" x="8" y="2" width="8" height="8" />
      <rect class="full" x="8" y="2" width="4" height="8" />
    </>
  ),
  NEUTRAL: <rect class="full" x="20" y="1" width="4" height="10" />,
  OPEN: <circle class="hollow" cx="22" cy="6" r="4.2" />,
  CONDITIONAL: (
    <>
      <circle class="hollow" cx="32" cy="6" r="4.2" />
      <path class="full" d="M32 1.8A4.2 4.2 0 0 1 32 10.2Z" />
    </>
  ),
  SUPPORTS: <circle class="full" cx="38.6" cy="6" r="4.7" />,
  UNDISCLOSED: silent(),
  DECLINED: silent(),
  NO_RESPONSE: silent(),
};

/** Where the marker of a stance is on the rail. */
const places: Partial<Record<Schemas['Stance'], number>> = { OPPOSES: 5.3, SCEPTICAL: 12, CONDITIONAL: 32, SUPPORTS: 38.6 };

/** The marker of a stance in a picture, its middle at a point. */
export function StanceShape({ stance, x, y }: { stance: Schemas['Stance']; x: number; y: number }) {
  return (
    <g class="glyph" transform={`translate(${x - (places[stance] ?? 22)} ${y - 6})`}>
      {markers[stance]}
    </g>
  );
}

function silent() {
  return <path class="dots" d="M18 6h.01M22 6h.01M26 6h.01" />;
}

export function toneOf(stance: Schemas['Stance']): string {
  return stance === 'SUPPORTS' || stance === 'CONDITIONAL' ? 'for' : stance === 'OPPOSES' || stance === 'SCEPTICAL' ? 'against' : 'middle';
}

export function StanceMark({ stance }: { stance: Schemas['Stance'] }) {
  return (
    <span class="stance">
      <StanceGlyph stance={stance} /> <span class="word">{StanceWords[stance]}</span>
    </span>
  );
}

/** Nothing for a party that speaks for itself; "according to Russia"; "article's own voice". */
export function wordOf({ attribution, assertedBy }: Pick<Spoken, 'attribution' | 'assertedBy'>): string | null {
  if (attribution === 'SELF') return null;
  if (attribution === 'UNATTRIBUTED') return "article's own voice";
  return assertedBy ? `according to ${assertedBy.name}` : 'according to another party';
}

/** The frame that shows whose word it is: solid for the holder's own, dashed for another party's, dotted for the article's. */
export function frameOf({ attribution }: Pick<Spoken, 'attribution'>): string {
  return attribution === 'SELF' ? 'own' : attribution === 'OTHER_PARTY' ? 'via' : 'press';
}

/** "contested: also opposes, according to Russia": other stances in records of the same time. Nothing if there are none. */
export function contestedText(others: Rival[]): string | null {
  const said = others.map(x => [StanceWords[x.stance], wordOf(x)].filter(word => word !== null).join(', '));
  return said.length === 0 ? null : `contested: also ${[...new Set(said)].join('; ')}`;
}

/** Another stance in a record of the same time. */
export type Rival = Pick<Schemas['Alternative'], 'stance' | 'attribution' | 'assertedBy'>;

/**
 * The stance that is held, and if it is contested, the others beside it: all of them in the same size, each with the frame of whose word it
 * is. A text has to say so too.
 */
export function StanceMarks({ held, others }: { held: Rival; others: Rival[] }) {
  if (others.length === 0) return <StanceMark stance={held.stance} />;
  return (
    <span class="halves">
      {[held, ...others].map((x, i) => (
        <span class={frameOf(x)} aria-hidden={i > 0}>
          <StanceMark stance={x.stance} />
        </span>
      ))}
    </span>
  );
}

export function WordOf(spoken: Omit<Spoken, 'mode'> & { mode?: Schemas['Mode'] }) {
  const by = wordOf(spoken) ?? 'according to the party itself';
  const through = spoken.speaker ? `, through ${spoken.speaker.name}` : '';
  const how = spoken.mode === undefined || spoken.mode === 'OUTLET' ? '' : ` (${ModeWords[spoken.mode]})`;
  return <span class={'said ' + frameOf(spoken)}>{by + through + how}</span>;
}

export function Bounds({ day }: { day: Day }) {
  return <span class="bounds">{boundsText(day)}</span>;
}

export function Stated({ day }: { day: Day }) {
  return <span class="bounds">stated {onText(day)}</span>;
}

/** at most 40 km */
export function amountText({ comparator, value, unit }: Schemas['Term']): string {
  const how = comparator === 'EXACTLY' ? null : plain(comparator);
  return [how, value, unit].filter(x => x !== null).join(' ');
}

/** withdrawal distance: at most 40 km */
export function termText(term: Schemas['Term']): string {
  return `${plain(term.key)}: ${amountText(term)}`;
}

export function conditionText({ kind, text }: Schemas['Condition']): string {
  return `${plain(kind)}: ${text}`;
}

/** What a stance depends on and how much it asks for. */
export function Content({ conditions, terms }: { conditions: Schemas['Condition'][]; terms: Schemas['Term'][] }) {
  if (conditions.length + terms.length === 0) return null;
  return (
    <ul class="content">
      {conditions.map(x => (
        <li>
          condition, {conditionText(x)}
          {x.carried && <span class="quiet"> (kept from an earlier record)</span>}
        </li>
      ))}
      {terms.map(x => (
        <li>
          {termText(x)}
          {x.carried && <span class="quiet"> (kept from an earlier record)</span>}
        </li>
      ))}
    </ul>
  );
}

/** Where it stands: each article with its paragraph, and a link to it. */
export function Citations({ citations }: { citations: Schemas['Citation'][] }) {
  const { pin, process } = useNavigation();
  const { asOf: _, ...known } = pin();
  return (
    <ul class="citations">
      {citations.map(({ article, paragraph, quote }) => (
        <li>
          <a href={link(['articles', article.slug], { process, ...known }, `p${paragraph}`)}>
            {article.title}, paragraph {paragraph}
          </a>
          {article.outlet && `, ${article.outlet}`}, published {boundsText(article.publishedOn)}
          {quote && <q>{quote}</q>}
          {article.rewriteOf && <span class="quiet"> retells another article</span>}
        </li>
      ))}
    </ul>
  );
}

/** What a party said, on what terms, on whose word, when, and where that stands. */
export function Account({ held }: { held: Schemas['CompactPosition'] }) {
  return (
    <>
      <p>{held.summary}</p>
      <Content conditions={held.conditions} terms={held.terms} />
      <p>
        <WordOf {...held} />, <Stated day={held.statedOn} />
      </p>
      <Citations citations={held.citations} />
    </>
  );
}

export function SilenceMark({ silence }: { silence: Schemas['Silence'] | null }) {
  if (!silence) return null;
  return (
    <span class="silence">
      … {StanceWords[silence.value]}, {boundsText(silence.statedOn)}
    </span>
  );
}

