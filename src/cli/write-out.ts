import { sanitise } from '../ui/sanitise.ts';

/** What a terminal may obey or hide: DEL and C1, zero-width, line and bidi controls, tags. */
const risky =
  /[\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]|[\u{e0000}-\u{e007f}]/gu;

/** JSON in which nothing can move a terminal: such characters are escaped, which changes no value. */
export function safeJson(json: string): string {
  return json.replace(risky, (char) =>
    [...Array(char.length).keys()]
      .map((at) => `\\u${char.charCodeAt(at).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

/** Lines of text in which nothing can move a terminal; the line breaks stay. */
export function safeText(text: string): string {
  return text
    .split('\n')
    .map((line) => sanitise(line))
    .join('\n');
}
