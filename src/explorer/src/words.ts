import type { Schemas } from './api';

// Every word of the page that says something about a party is here, or comes from the service. None of them judges.

export const StanceWords: Record<Schemas['Stance'], string> = {
  SUPPORTS: 'supports',
  CONDITIONAL: 'conditional',
  OPEN: 'open',
  NEUTRAL: 'neutral',
  SCEPTICAL: 'sceptical',
  OPPOSES: 'opposes',
  UNDISCLOSED: 'undisclosed',
  DECLINED: 'declined to say',
  NO_RESPONSE: 'no response',
};

export const StanceMeanings: [Schemas['Stance'], string][] = [
  ['SUPPORTS', 'for the proposal, or ready to settle the issue'],
  ['CONDITIONAL', 'for it under conditions'],
  ['OPEN', 'willing to consider it'],
  ['NEUTRAL', 'neither for nor against'],
  ['SCEPTICAL', 'doubts it'],
  ['OPPOSES', 'against this proposal, or against settling the issue'],
  ['NO_RESPONSE', 'asked, and silent: undisclosed, declined to say, no response'],
];

export const ChangeWords: Record<Schemas['ChangeSort'], string> = {
  MOVED: 'moved',
  FIRST_REPORTED: 'first reported',
  SAID_AGAIN: 'said again',
};

export const CauseWords: Record<Schemas['DiffCause'], string> = {
  PARTY_MOVED: 'the party moved',
  NEWLY_REPORTED: 'newly reported',
  CORRECTED: 'a record was corrected',
  RETRACTED: 'a record was retracted',
  UNKNOWN: 'cause unknown',
};

export const RelationWords: Record<Schemas['SidesRelation'], [heading: string, meaning: string]> = {
  APART: ['They differ', 'Each side speaks for itself.'],
  REPORTED_APART: ['They differ, as reported', 'At least one stance is known only through somebody else.'],
  AGREE: ['They agree', 'Each side speaks for itself.'],
  REPORTED_AGREE: ['They agree, as reported', 'At least one stance is known only through somebody else.'],
  ONE_SIDED: ['Only one side is known', 'The other side has no stance on record.'],
  SILENT: ['At least one side is silent', 'It was asked and did not say.'],
};

export const NounWords: Record<Schemas['SearchedNoun'], string> = {
  PARTY: 'party',
  SPEAKER: 'speaker',
  ISSUE: 'issue',
  PROPOSAL: 'proposal',
  PROCESS: 'process',
  MEETING: 'meeting',
  ARTICLE: 'article',
  POSITION: 'position',
};

export const ModeWords: Record<Schemas['Mode'], string> = {
  DIRECT_QUOTE: 'direct quote',
  PARAPHRASE: 'paraphrase',
  DOCUMENT: 'document',
  ANONYMOUS_SOURCE: 'anonymous source',
  OUTLET: "article's own voice",
};

export const BasisWords: Record<Schemas['DateBasis'], string> = {
  STATED: 'the article states the day',
  RELATIVE: 'worked out from words such as "yesterday"',
  PUBLICATION: 'the day the article came out',
  INFERRED: 'inferred from the content',
};

/** UNDER_NEGOTIATION is under negotiation; withdrawalDistance is withdrawal distance. */
export function plain(code: string): string {
  return /^[A-Z_]+$/.test(code)
    ? code.toLowerCase().replaceAll('_', ' ')
    : code.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('-', ' ').toLowerCase();
}

export function count(number: number, one: string, many = one + 's'): string {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}
