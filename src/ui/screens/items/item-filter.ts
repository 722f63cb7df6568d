import type { ItemState } from '../../../engine/state/state.ts';

/** Whether an item is in the list. `text` is its id and title in lower case. */
export type ItemTest = (item: ItemState, text: string) => boolean;

export interface ItemFilter {
  test: ItemTest;
  /** What could not be understood. */
  faults: readonly string[];
}

/** What of an item a word is compared with. */
const words: Record<string, (item: ItemState) => readonly string[]> = {
  state: ({ status }) => [status],
  model: ({ model }) => [model ?? ''],
  route: ({ route }) => [route ?? ''],
  failing: ({ failing }) => failing.map(({ criterion }) => criterion),
  failed: ({ everFailed }) => everFailed,
  reason: ({ reason }) => [reason ?? ''],
};

const numbers: Record<string, (item: ItemState) => number> = {
  cost: ({ costUsd }) => costUsd,
  tokens: ({ tokens }) => tokens,
  repairs: ({ repairs }) => repairs,
  attempts: ({ attempts }) => attempts,
};

/** What a filter may consist of, for the hint. */
export const filterHint = `text, ${Object.keys(words).join(': ')}:, ${Object.keys(numbers).join('> ')}>, ! inverts`;

const wording = /^(\w+)([:=])(.*)$/;
const comparison = /^(\w+)([<>])\$?(\d*\.?\d+)$/;

/**
 * The filter that was typed: parts between spaces, all of which have to hold. `state:escalated`,
 * `model:haiku`, `failing:value-slots` (in the last card), `failed:` (in any card), with `=` in place of
 * `:` for the whole word, `cost>0.1`; anything else is looked for in id and title; `!` before a part
 * inverts it.
 */
export function parseFilter(typed: string): ItemFilter {
  const faults: string[] = [];
  const tests = typed
    .toLowerCase()
    .split(/\s+/)
    .filter((part) => part !== '' && part !== '!')
    .map((part) => {
      const inverted = part.startsWith('!');
      const test = parsePart(inverted ? part.slice(1) : part, faults);
      return inverted ? (item: ItemState, text: string) => !test(item, text) : test;
    });
  return { test: (item, text) => tests.every((test) => test(item, text)), faults };
}

function parsePart(part: string, faults: string[]): ItemTest {
  const [, name = '', sign, figure] = comparison.exec(part) ?? [];
  const number = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
  if (number) {
    const bound = Number(figure);
    return (item) => (sign === '>' ? number(item) > bound : number(item) < bound);
  }
  const [isWording, key = '', relation, value = ''] = wording.exec(part) ?? [];
  const wordsOf = Object.hasOwn(words, key) ? words[key] : undefined;
  if (wordsOf) {
    const fits = (word: string) => (relation === '=' ? word === value : word.includes(value));
    return (item) => wordsOf(item).some((word) => fits(word.toLowerCase()));
  }
  if (isWording || /[<>]/.test(part)) faults.push(part);
  return (_, text) => text.includes(part);
}
