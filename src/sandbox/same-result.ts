import type { Tagged } from './tagged.ts';

export interface SameOptions {
  /** Whether a list's order counts: `true` frees the outermost list, `deep` every list in it as well. */
  anyOrder: boolean | 'deep';
}

/**
 * Whether two languages mean the same. An integral float is the integer; other floats agree to ten
 * significant digits; map keys are compared as text; a set is its items in any order, also against a list.
 */
export function sameResult(a: Tagged, b: Tagged, options: SameOptions): boolean {
  const anyOrder = options.anyOrder;
  const inside: SameOptions = { anyOrder: anyOrder === 'deep' ? 'deep' : false };
  if (isNumber(a) && isNumber(b)) return sameNumber(a, b);
  if (isItems(a) && isItems(b)) {
    const loose = anyOrder !== false || a.type === 'set' || b.type === 'set';
    if (a.items.length !== b.items.length) return false;
    if (loose) return sameItems(a.items, b.items, inside);
    return a.items.every((item, at) => sameAt(item, b.items[at], inside));
  }
  if (a.type === 'map' && b.type === 'map') return sameMap(a.entries, b.entries, inside);
  if (a.type === 'infinity' && b.type === 'infinity') return a.negative === b.negative;
  if (a.type === 'text' && b.type === 'text') return a.value === b.value;
  if (a.type === 'boolean' && b.type === 'boolean') return a.value === b.value;
  return a.type === b.type && (a.type === 'null' || a.type === 'nan');
}

type Items = Extract<Tagged, { items: Tagged[] }>;
type Numeric = Extract<Tagged, { type: 'integer' | 'float' }>;

const isItems = (value: Tagged): value is Items => value.type === 'list' || value.type === 'set';
const isNumber = (value: Tagged): value is Numeric =>
  value.type === 'integer' || value.type === 'float';

function sameAt(a: Tagged, b: Tagged | undefined, options: SameOptions): boolean {
  return b !== undefined && sameResult(a, b, options);
}

function sameNumber(a: Numeric, b: Numeric): boolean {
  if (a.type === 'integer' && b.type === 'integer') return a.digits === b.digits;
  if (numberText(a) === numberText(b)) return true;
  const [x, y] = [numberOf(a), numberOf(b)];
  // An integer too large for a float is none: it would come out as infinite.
  if (!Number.isFinite(x) || !Number.isFinite(y)) return false;
  return Math.abs(x - y) <= 1e-10 * Math.max(Math.abs(x), Math.abs(y));
}

const numberOf = (value: Numeric): number =>
  value.type === 'integer' ? Number(value.digits) : value.value;

/** Equal for floats that are the same to ten digits, and for an integral float and its integer. */
function numberText(value: Numeric): string {
  if (value.type === 'integer') return value.digits;
  if (Number.isInteger(value.value)) return BigInt(value.value).toString();
  return String(Number(value.value.toPrecision(10)));
}

function sameMap(a: [Tagged, Tagged][], b: [Tagged, Tagged][], options: SameOptions): boolean {
  const left = byKey(a);
  const right = byKey(b);
  if (left.size !== right.size) return false;
  return [...left].every(([key, value]) => sameAt(value, right.get(key), options));
}

function byKey(entries: [Tagged, Tagged][]): Map<string, Tagged> {
  return new Map(entries.map(([key, value]) => [keyText(key), value]));
}

/** A key as every language could write it: a tuple is its parts with commas, as JavaScript does. */
function keyText(key: Tagged): string {
  switch (key.type) {
    case 'null':
    case 'nan':
      return key.type;
    case 'boolean':
    case 'text':
      return String(key.value);
    case 'integer':
    case 'float':
      return numberText(key);
    case 'infinity':
      return key.negative ? '-Infinity' : 'Infinity';
    case 'list':
      return key.items.map(keyText).join(',');
    case 'set':
      return key.items.map(keyText).sort().join(',');
    case 'map':
      return canonical(key, 'deep');
    default:
      return key satisfies never;
  }
}

/** The same items, each as often: by their texts first, the few at a rounding's edge as they sort. */
function sameItems(a: readonly Tagged[], b: readonly Tagged[], options: SameOptions): boolean {
  const waiting = new Map<string, Tagged[]>();
  for (const { text, item } of inOrder(b, options)) {
    const same = waiting.get(text);
    if (same) same.push(item);
    else waiting.set(text, [item]);
  }
  const left = inOrder(a, options).filter(({ text }) => waiting.get(text)?.pop() === undefined);
  // Pairs, not all with all: what is nested would make that exponential.
  const others = [...waiting.values()].flat();
  return left.every(({ item }, at) => sameAt(item, others[at], options));
}

function inOrder(items: readonly Tagged[], options: SameOptions): { text: string; item: Tagged }[] {
  const texts = items.map((item) => ({ text: canonical(item, options.anyOrder), item }));
  return texts.sort((x, y) => (x.text < y.text ? -1 : Number(x.text > y.text)));
}

/** One text for values that are the same, but for floats at the edge of a rounding. */
function canonical(value: Tagged, anyOrder: boolean | 'deep'): string {
  switch (value.type) {
    case 'text':
      return JSON.stringify(value.value);
    case 'list':
    case 'set': {
      const items = value.items.map((item) => canonical(item, anyOrder));
      if (value.type === 'set' || anyOrder === 'deep') items.sort();
      return `[${items.join()}]`;
    }
    case 'map': {
      const entries = [...byKey(value.entries)].map(
        ([key, item]) => `${JSON.stringify(key)}:${canonical(item, anyOrder)}`,
      );
      return `{${entries.sort().join()}}`;
    }
    default:
      return keyText(value);
  }
}
