import { valuesOf } from './arithmetic.ts';

/** A statement such as `9 - 2 = 7` or `3 < 2: false`, cut into its parts. */
export interface Claim {
  terms: string[];
  /** Between the terms: '=', '!=', '<', '<=', '>', '>='. */
  relations: string[];
  /** What the text says of it, when it says so. */
  said: boolean | undefined;
  text: string;
}

const longest = 400;

/** The statements of a calculation or a label, one for each clause that has a relation in it. */
export function claimsOf(text: string): Claim[] {
  if (text.length > longest || !/[=<>≠≤≥]/.test(text)) return [];
  return clausesOf(text).flatMap((clause) => {
    const [, body = clause, word] = /^(.*?)\s*:\s*(true|false)\.?$/.exec(clause) ?? [];
    const { terms, relations } = split(body);
    if (relations.length === 0) return [];
    return [
      { terms, relations, said: word === undefined ? undefined : word === 'true', text: clause },
    ];
  });
}

/**
 * Whether the arithmetic of a claim holds, by every way of reading it; undefined where it cannot be
 * computed, or where a comparison is only asked.
 */
export function holds({ terms, relations, said }: Claim): boolean | undefined {
  if (said === undefined && relations.some((relation) => relation !== '=')) return undefined;
  if (said === undefined) return allEqual(terms);
  const values = terms.map(valuesOf);
  const known = values.filter((value) => value !== undefined);
  if (known.length < values.length) return undefined;
  const ways = [0, 1, 2, 3].map((way) =>
    relations.every((relation, at) =>
      compares(relation, known[at]?.[way] ?? Number.NaN, known[at + 1]?.[way] ?? Number.NaN),
    ),
  );
  return ways.includes(said);
}

/** In `right = 7 - 1 = 6` what can be computed is equal; names may be anything. */
function allEqual(terms: string[]): boolean | undefined {
  const computed = terms
    .map((term) => ({ term, values: valuesOf(withoutUnit(term)) }))
    .filter((each): each is { term: string; values: number[] } => each.values !== undefined);
  if (computed.length < 2) return undefined;
  return computed.slice(1).every(({ term, values }, at) => {
    const before = computed[at];
    if (before === undefined) return true;
    const slack = Math.max(roundingOf(term), roundingOf(before.term));
    return values.some((value) => before.values.some((other) => Math.abs(value - other) <= slack));
  });
}

function withoutUnit(term: string): string {
  const [, number] =
    /^(-?\d+(?:\.\d+)?)\s+(?!mod\b|xor\b|x\b|and\b|or\b)[a-z][a-z ]*$/i.exec(term) ?? [];
  return number ?? term;
}

/** A decimal that is written out may have been rounded at its last digit. */
function roundingOf(term: string): number {
  const [, digits] = /^-?\d+\.(\d+)$/.exec(term.trim()) ?? [];
  return digits === undefined ? 1e-9 : 0.5 * 10 ** -digits.length + 1e-9;
}

function compares(relation: string, a: number, b: number): boolean {
  switch (relation) {
    case '=':
      return Math.abs(a - b) <= 1e-9;
    case '!=':
      return Math.abs(a - b) > 1e-9;
    case '<':
      return a < b;
    case '<=':
      return a <= b;
    case '>':
      return a > b;
    default:
      return a >= b;
  }
}

/** Cut at commas and semicolons outside of brackets and quotes, at arrows, and at "so" between words. */
function clausesOf(text: string): string[] {
  return cutOutside(text, betweenClauses).pieces;
}

/** Where a cut may begin, and what it is, from a place on. */
interface Cut {
  first: string;
  sign: RegExp;
}

const betweenClauses: Cut = {
  first: ',; =-→⇒',
  sign: /[,;]\s+(?:so\s+|and\s+)?|\s+(?:so|and|then)\s+|\s*(?:=>|->|→|⇒)\s*/y,
};
const relation: Cut = { first: '=!<>≠≤≥', sign: /[!=]==?|<=|>=|[=<>≠≤≥]/y };

const signs: Record<string, string> = {
  '==': '=',
  '===': '=',
  '≠': '!=',
  '!==': '!=',
  '≤': '<=',
  '≥': '>=',
};

function split(clause: string): { terms: string[]; relations: string[] } {
  const { pieces, cuts } = cutOutside(clause, relation);
  return { terms: pieces, relations: cuts.map((sign) => signs[sign] ?? sign) };
}

/** Cuts a text at a sign that stands outside of brackets and quotes. */
function cutOutside(text: string, { first, sign }: Cut): { pieces: string[]; cuts: string[] } {
  const pieces: string[] = [];
  const cuts: string[] = [];
  let depth = 0;
  let quote: string | undefined;
  let start = 0;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    if (quote !== undefined) {
      if (character === quote) quote = undefined;
      continue;
    }
    if (character === '"' || (character === "'" && !/\w/.test(text[at - 1] ?? ''))) {
      quote = character;
    } else if ('([{'.includes(character)) depth += 1;
    else if (')]}'.includes(character)) depth -= 1;
    // A shift is no comparison: its two signs belong together.
    if ((character === '<' || character === '>') && text[at + 1] === character) {
      at += 1;
      continue;
    }
    if (depth !== 0 || !first.includes(character)) continue;
    sign.lastIndex = at;
    const [cut] = sign.exec(text) ?? [];
    if (cut === undefined) continue;
    pieces.push(text.slice(start, at).trim());
    cuts.push(cut.trim());
    at += cut.length - 1;
    start = at + 1;
  }
  return { pieces: [...pieces, text.slice(start).trim()], cuts };
}
