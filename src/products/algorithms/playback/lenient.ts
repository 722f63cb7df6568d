import type { Json } from '../../../engine/json.ts';
import { asText, member } from '../criteria/json-value.ts';

const maxTextLength = 4_000;

/** A member's text, cut at 4,000 characters; empty when there is none. */
export function textOf(value: Json | undefined, key: string): string {
  const text = asText(member(value, key)) ?? '';
  return text.length > maxTextLength ? `${text.slice(0, maxTextLength - 1)}…` : text;
}

/** A member's list, at most `most` of it; empty when there is none. */
export function listOf(value: Json | undefined, key: string, most: number): Json[] {
  const list = member(value, key);
  return Array.isArray(list) ? list.slice(0, most) : [];
}

/** Texts that are there, one below the other. */
export function joined(...texts: string[]): string {
  return texts.filter((text) => text !== '').join('\n');
}
