import type { Json } from '../../../engine/json.ts';

const scalars: Record<string, (value: Json) => boolean> = {
  int: Number.isInteger,
  long: Number.isInteger,
  double: (value) => typeof value === 'number',
  float: (value) => typeof value === 'number',
  string: (value) => typeof value === 'string',
  char: (value) => typeof value === 'string' && [...value].length === 1,
  boolean: (value) => typeof value === 'boolean',
};

/** Whether a value is of a signature's type, such as `int[][]`. Unknown types fit anything. */
export function typeFits(value: Json, type: string): boolean {
  if (type.endsWith('[]')) {
    return Array.isArray(value) && value.every((element) => typeFits(element, type.slice(0, -2)));
  }
  const check = Object.hasOwn(scalars, type) ? scalars[type] : undefined;
  return check === undefined || check(value);
}
