import type { Tone } from './line.ts';
import type { Charset } from './sanitise.ts';

/** What the screen may use. */
export interface Terminal {
  charset: Charset;
  color: boolean;
  /** How each tone looks where there is colour. */
  looks: Looks;
  glyphs: Glyphs;
}

export type Glyphs = typeof unicodeGlyphs;

const unicodeGlyphs = {
  rule: '\u2500',
  full: '\u2588',
  half: '\u2592',
  empty: '\u2591',
  dot: '\u00b7',
  pick: '\u203a',
  mark: '\u25c6',
  good: '\u2713',
  bad: '\u2717',
  stream: '\u258f',
  bar: '\u2502',
  none: '\u2013',
  running: '\u25cf',
  waiting: '\u25d4',
  paused: '\u2016',
  stopped: '\u25a0',
  idle: '\u25cb',
  arrows: '\u2191\u2193',
};

const asciiGlyphs: Glyphs = {
  rule: '-',
  full: '#',
  half: '=',
  empty: '.',
  dot: '|',
  pick: '>',
  mark: 'x',
  good: '+',
  bad: 'x',
  stream: '|',
  bar: '|',
  none: '-',
  running: '*',
  waiting: '~',
  paused: '=',
  stopped: '#',
  idle: 'o',
  arrows: 'up/down',
};

/** How a tone begins and ends, in SGR parameters; undefined where it looks like any text. */
type Looks = Record<Tone, readonly [begin: string, end: string] | undefined>;

/** The 16 colours that the operator's own palette defines; nothing has a background of its own. */
const onDark: Looks = {
  plain: undefined,
  quiet: ['2', '22'],
  strong: ['1', '22'],
  good: ['32', '39'],
  bad: ['31', '39'],
  warn: ['33', '39'],
  accent: ['36', '39'],
  badge: ['33;1;7', '39;22;27'],
  tab: ['36;1;4', '39;22;24'],
  cursor: ['7', '27'],
};

/** Yellow and cyan are hard to read on white, whatever the palette. */
const onLight: Looks = {
  ...onDark,
  warn: ['35', '39'],
  accent: ['34', '39'],
  badge: ['35;1;7', '39;22;27'],
  tab: ['34;1;4', '39;22;24'],
};

/** A safe text as the terminal shows it in a tone; the text itself where colour is unwanted. */
export function paint(text: string, tone: Tone | undefined, { color, looks }: Terminal): string {
  const codes = color ? looks[tone ?? 'plain'] : undefined;
  return codes ? `\u001b[${codes[0]}m${text}\u001b[${codes[1]}m` : text;
}

/** What an operator prefers: `mono` uses no colours, `ascii` 7-bit characters only. */
export const themes = ['auto', 'dark', 'light', 'mono', 'ascii'] as const;
export type Theme = (typeof themes)[number];

/** Reads what the terminal can do from the environment: NO_COLOR, TERM, and the locale. */
export function detectTerminal(env: NodeJS.ProcessEnv, theme: Theme = 'auto'): Terminal {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  const utf8 = /utf-?8/i.test(locale) || (locale === '' && process.platform !== 'linux');
  const plain = env.TERM === 'dumb' || env.TERM === 'linux';
  const charset: Charset = utf8 && !plain && theme !== 'ascii' ? 'unicode' : 'ascii';
  return {
    charset,
    color: !env.NO_COLOR && env.TERM !== 'dumb' && theme !== 'mono',
    looks: theme === 'light' || (theme !== 'dark' && isLight(env)) ? onLight : onDark,
    glyphs: charset === 'unicode' ? unicodeGlyphs : asciiGlyphs,
  };
}

/** Some terminals tell their background in COLORFGBG: `0;15`. */
function isLight({ COLORFGBG = '' }: NodeJS.ProcessEnv): boolean {
  return /;(7|15)$/.test(COLORFGBG);
}
