import type { Node } from 'jsonc-parser';
import { pairsOf, similarity } from '../similarity.ts';
import { keysOf, type Missing } from './json-text.ts';
import { pointerText } from './pointer.ts';

const SHOWN_KEYS = 12;
const COMPARED_KEYS = 1_000;
const SHOWN_CHARS = 120;

/** Why a pointer leads nowhere: what is at the last place that is there, and what comes nearest. */
export function explainMissing(
  text: string,
  tokens: readonly string[],
  { node, depth, token }: Missing,
): string {
  const place = depth === 0 ? 'the whole' : short(pointerText(tokens.slice(0, depth)));
  const key = short(JSON.stringify(token));
  switch (node.type) {
    case 'object':
      return `there is no ${key} in ${place}, an object with ${keysText(node)}${nearest(node, token)}`;
    case 'array':
      return `there is no ${key} in ${place}, ${arrayText(node)}`;
    default:
      return `${place} is ${excerpt(text, node)}, which holds nothing that ${key} could be`;
  }
}

/** The beginning of a value's text. */
export function excerpt(text: string, { offset, length }: Node): string {
  return short(text.slice(offset, offset + Math.min(length, SHOWN_CHARS + 1)));
}

/** At most so much of a text as an explanation shows. */
export function short(text: string): string {
  return text.length <= SHOWN_CHARS ? text : `${text.slice(0, SHOWN_CHARS - 1)}…`;
}

function arrayText(node: Node): string {
  const length = node.children?.length ?? 0;
  return length === 0 ? 'an empty array' : `an array of ${length}, 0 to ${length - 1}`;
}

function keysText(node: Node): string {
  const keys = keysOf(node);
  if (keys.length === 0) return 'no key';
  const more = keys.length > SHOWN_KEYS ? ` and ${keys.length - SHOWN_KEYS} more` : '';
  return `the keys ${keys.slice(0, SHOWN_KEYS).map(short).join(', ')}${more}`;
}

function nearest(node: Node, token: string): string {
  const wanted = pairsOf(token.toLowerCase());
  let best: string | undefined;
  let bestScore = 0.4;
  for (const key of keysOf(node).slice(0, COMPARED_KEYS)) {
    const score = similarity(wanted, pairsOf(key.toLowerCase()));
    if (score <= bestScore) continue;
    best = key;
    bestScore = score;
  }
  return best === undefined ? '' : `; nearest is ${short(JSON.stringify(best))}`;
}
