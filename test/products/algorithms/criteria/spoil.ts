import type { Json } from '../../../../src/engine/json.ts';
import { twoSum } from '../lessons.ts';

/**
 * The two-sum lesson with one part replaced, or removed when `value` is undefined. The path is the
 * report card's: `$.testCases[0].states[3].codeLineId`.
 */
export function spoil(path: string, value: Json | undefined): Json {
  const lesson: Json = twoSum().lesson;
  const keys = [...path.matchAll(/\.([A-Za-z_]\w*)|\[(\d+)\]/g)].map(
    ([, name, index]) => name ?? Number(index),
  );
  const last = keys.pop();
  const parent = keys.reduce<unknown>((part, key) => Reflect.get(Object(part), key), lesson);
  if (last === undefined || typeof parent !== 'object' || parent === null) {
    throw new Error(`${path} leads nowhere`);
  }
  if (value === undefined) Reflect.deleteProperty(parent, last);
  else Reflect.set(parent, last, value);
  return lesson;
}
