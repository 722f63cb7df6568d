/** How the same signs are read: a person may mean whole division, and ^ may be a power. */
interface Reading {
  whole: boolean;
  caretIsPower: boolean;
}

const readings: Reading[] = [
  { whole: false, caretIsPower: true },
  { whole: true, caretIsPower: true },
  { whole: false, caretIsPower: false },
  { whole: true, caretIsPower: false },
];

const token =
  /\s*(\d+(?:\.\d+)?|<<|>>|\/\/|\*\*|[-+*/%^()&|,\u2212×·÷]|(?:mod|xor|and|or|x|floor|min|max|abs|gcd|sqrt)(?![\w$]))/y;
const mostTokens = 60;

const names: Record<string, (values: number[]) => number> = {
  floor: ([value = Number.NaN]) => Math.floor(value),
  abs: ([value = Number.NaN]) => Math.abs(value),
  sqrt: ([value = Number.NaN]) => Math.sqrt(value),
  min: (values) => Math.min(...values),
  max: (values) => Math.max(...values),
  gcd: (values) => values.reduce(gcd, 0),
};

/** From the loosest to the tightest; a sign binds tighter than all but a power. */
const levels = [
  ['|', 'or'],
  ['xor'],
  ['&', 'and'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '//', '%'],
];

/**
 * Every value that arithmetic over plain numbers can mean, such as `(0 + 4) / 2`; undefined for text
 * that is anything else. At most 60 signs and numbers are read.
 */
export function valuesOf(text: string): number[] | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  const values = readings.map((reading) => evaluate(tokens, reading));
  const known = values.filter((value) => value !== undefined);
  return known.length === values.length ? known : undefined;
}

function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  token.lastIndex = 0;
  while (token.lastIndex < trimmed.length) {
    const [, found] = token.exec(trimmed) ?? [];
    if (found === undefined || tokens.length >= mostTokens) return undefined;
    tokens.push(plain(found));
  }
  return tokens.length === 0 ? undefined : tokens;
}

function plain(sign: string): string {
  const same: Record<string, string> = {
    '\u2212': '-',
    '×': '*',
    '·': '*',
    x: '*',
    '÷': '/',
    mod: '%',
  };
  return Object.hasOwn(same, sign) ? (same[sign] ?? sign) : sign;
}

function evaluate(tokens: string[], reading: Reading): number | undefined {
  let at = 0;
  const take = (sign: string): boolean => {
    if (tokens[at] !== sign) return false;
    at += 1;
    return true;
  };
  const level = (depth: number): number => {
    const signs = levels[depth];
    if (signs === undefined) return signed();
    let left = level(depth + 1);
    for (let sign = tokens[at]; sign !== undefined && isOf(sign, depth); sign = tokens[at]) {
      at += 1;
      left = apply(sign, [left, level(depth + 1)], reading);
    }
    return left;
  };
  const isOf = (sign: string, depth: number): boolean =>
    (levels[depth] ?? []).includes(sign) || (sign === '^' && depth === 1 && !reading.caretIsPower);
  const signed = (): number => (take('-') ? -signed() : power());
  const power = (): number => {
    const base = atom();
    return take('**') || (reading.caretIsPower && take('^')) ? base ** signed() : base;
  };
  const atom = (): number => {
    const sign = tokens[at] ?? '';
    at += 1;
    if (sign === '(') {
      const inner = level(0);
      return take(')') ? inner : Number.NaN;
    }
    const name = Object.hasOwn(names, sign) ? names[sign] : undefined;
    if (name === undefined) return /^\d/.test(sign) ? Number(sign) : Number.NaN;
    if (!take('(')) return Number.NaN;
    const values = [level(0)];
    while (take(',')) values.push(level(0));
    return take(')') ? name(values) : Number.NaN;
  };
  const value = level(0);
  return at === tokens.length && Number.isFinite(value) ? value : undefined;
}

function apply(sign: string, [a, b]: [number, number], { whole }: Reading): number {
  switch (sign) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return whole ? Math.floor(a / b) : a / b;
    case '//':
      return Math.floor(a / b);
    case '%':
      return whole ? a - b * Math.floor(a / b) : a % b;
    case '<<':
      return a << b;
    case '>>':
      return a >> b;
    case '&':
    case 'and':
      return a & b;
    case '|':
    case 'or':
      return a | b;
    default:
      return a ^ b;
  }
}

function gcd(a: number, b: number): number {
  // Bounded: Euclid takes at most five divisions a digit.
  for (let rest = b; rest !== 0 && Number.isFinite(rest); ) [a, rest] = [rest, a % rest];
  return Math.abs(a);
}
