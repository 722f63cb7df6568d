import type { Language } from '../item.ts';
import { asText, member } from './json-value.ts';
import type { Solution } from './lesson-parts.ts';

export interface Parameter {
  name: string;
  /** As the language writes it; undefined where it writes none. */
  type: string | undefined;
}

/** How each language writes the list of parameters after a function's name; all bounded, so linear. */
const lists: Record<Language, (name: string) => RegExp> = {
  javascript: (name) =>
    new RegExp(
      `\\bfunction\\s{1,9}${name}\\s{0,9}\\(([^()]{0,400})\\)|\\b(?:const|let|var)\\s{1,9}${name}\\s{0,9}=\\s{0,9}(?:function\\s{0,9}\\w{0,80}\\s{0,9})?\\(([^()]{0,400})\\)`,
    ),
  python: (name) => new RegExp(`\\bdef\\s{1,9}${name}\\s{0,9}\\(([^()]{0,400})\\)`),
  java: (name) =>
    new RegExp(`[\\w>\\]]\\s{1,9}${name}\\s{0,9}\\(([^()]{0,400})\\)[^;{}]{0,200}\\{`),
};

/** The entry's parameters as the code spells them; undefined where they cannot be read simply. */
export function parametersOf({ language, value, code }: Solution): Parameter[] | undefined {
  const entry = asText(member(value, 'entry'));
  if (code === undefined || entry === undefined || !/^[A-Za-z_]\w{0,80}$/.test(entry)) {
    return undefined;
  }
  const match = lists[language](entry).exec(code.join('\n'));
  const list = match?.[1] ?? match?.[2];
  if (list === undefined) return undefined;
  if (list.trim() === '') return [];
  const read = splitOutsideBrackets(list).map((text) => parameter(text.trim(), language));
  const known = read.filter((each) => each !== undefined);
  return known.length === read.length ? known : undefined;
}

function splitOutsideBrackets(list: string): string[] {
  let depth = 0;
  let start = 0;
  const parts: string[] = [];
  for (let at = 0; at < list.length; at += 1) {
    const character = list[at] ?? '';
    if ('<[{'.includes(character)) depth += 1;
    else if ('>]}'.includes(character)) depth -= 1;
    else if (character === ',' && depth === 0) {
      parts.push(list.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, list.slice(start)];
}

/** Defaults, destructuring and rest parameters are not read: they may mean anything. */
function parameter(text: string, language: Language): Parameter | undefined {
  if (language === 'java') {
    const [, type, name] = /^(?:final\s+)?([\w.<>[\], ]+?)\s+(\w+)$/.exec(text) ?? [];
    return name === undefined || type === undefined ? undefined : { name, type };
  }
  const [, name] = /^([A-Za-z_$][\w$]*)(?:\s*:\s*[\w.[\], "']+)?$/.exec(text) ?? [];
  return name === undefined ? undefined : { name, type: undefined };
}
