/** A wording that stands for content still to be written. */
export interface Placeholder {
  pattern: RegExp;
  /** How a person would name it. */
  what: string;
}

// Every pattern is anchored or starts with a literal and has bounded gaps: it stays linear.
const anywhere: Placeholder[] = [
  { pattern: /\b(?:TODO|FIXME|TBD)\b/, what: 'a note to do it later' },
  { pattern: /\blorem ipsum\b/i, what: 'filler text' },
  {
    pattern:
      /\b(?:your|insert) (?:\w{1,20} )?(?:code|solution|answer|explanation|description|text|logic|implementation) (?:goes )?here\b|\b(?:code|solution|explanation|description|text|logic|implementation) goes here\b/i,
    what: 'a request to fill something in',
  },
  {
    pattern: /<(?:placeholder|insert|your|fill|todo|tbd)\b[^<>\n]{0,60}>/i,
    what: 'a blank to fill in',
  },
  {
    pattern: /\[(?:placeholder|insert|your|fill in|todo|tbd)\b[^[\]\n]{0,60}\]/i,
    what: 'a blank to fill in',
  },
];

const wholeProse: Placeholder[] = [
  { pattern: /^\s*(?:\.{3,}|…)\s*$/, what: 'an ellipsis instead of words' },
  {
    pattern:
      /^\s*[<[(]?(?:n\/a|tbd|todo|placeholder|string|text|undefined|description|explanation|annotation|calculation)[>\])]?[.]?\s*$/i,
    what: 'a label instead of words',
  },
];

const insideProse: Placeholder[] = [
  { pattern: /\{\{\s{0,3}[A-Za-z_][\w.]{0,40}\s{0,3}\}\}/, what: 'an unfilled template' },
  { pattern: /\$\{\s{0,3}[A-Za-z_][\w.[\]]{0,40}\s{0,3}\}/, what: 'an unfilled template' },
  { pattern: /\bplaceholder (?:text|content|value)\b/i, what: 'a placeholder' },
];

const codeLine: Placeholder[] = [
  { pattern: /^\s*(?:\.{3}|…)[;,]?\s*$/, what: 'an ellipsis instead of code' },
  { pattern: /^\s*(?:\/\/|#|\/\*|\*)\s{0,5}(?:\.{3}|…)/, what: 'an ellipsis instead of code' },
  {
    pattern:
      /^\s*(?:\/\/|#|\/\*)\s{0,5}(?:(?:the )?(?:rest|remainder) of (?:the |your )?(?:code|solution|function|method|program|implementation|logic|class)|same as (?:above|before)\.?$|implementation (?:omitted|goes here))/i,
    what: 'a comment instead of code',
  },
];

export const prosePlaceholders: readonly Placeholder[] = [
  ...anywhere,
  ...wholeProse,
  ...insideProse,
];
export const codePlaceholders: readonly Placeholder[] = [...anywhere, ...codeLine];
