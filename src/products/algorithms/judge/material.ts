import type { Json } from '../../../engine/json.ts';
import { asObject, asText, member } from '../criteria/json-value.ts';
import { solutionsOf, testCasesOf } from '../criteria/lesson-parts.ts';
import { proseOf } from '../criteria/lesson-texts.ts';
import type { Problem } from '../item.ts';
import { problemBlock } from '../item-prompt.ts';

const open = '<lesson>';
const close = '</lesson>';

/** Labels and arithmetic of single steps: programs compare them with what ran. */
const labels = /\.(?:phase|annotation|calculation)$/;

/** What of a lesson takes a reader to judge: JSON path to text. */
export function lessonTexts(lesson: Json): ReadonlyMap<string, string> {
  const code = solutionsOf(lesson).map(
    ({ path, code }) => [path, (code ?? []).join('\n')] as const,
  );
  const cases = testCasesOf(lesson).map(({ path, value }) => {
    const { args, expected } = value;
    return [path, JSON.stringify({ args, expected })] as const;
  });
  const prose = proseOf(lesson).filter(({ path }) => !labels.test(path));
  return new Map([...code, ...cases, ...prose.map(({ path, value }) => [path, value] as const)]);
}

/** The judge's message. Every "<" of the lesson is escaped, so that no text of it can end its block. */
export function judgePrompt(problem: Problem, lesson: Json): string {
  const texts = Object.fromEntries(lessonTexts(lesson));
  const json = JSON.stringify(texts, null, 0).replaceAll('<', '\\u003c');
  return `Judge this lesson.

${problemBlock(problem)}

${open}
${json}
${close}`;
}

/** The texts in a prompt made by `judgePrompt`; undefined when there are none. */
export function textsFrom(prompt: string): ReadonlyMap<string, string> | undefined {
  const lines = prompt.split('\n');
  const json = lines.slice(lines.indexOf(open) + 1, lines.indexOf(close)).join('\n');
  try {
    const texts = asObject(JSON.parse(json)) ?? {};
    return new Map(Object.keys(texts).map((key) => [key, asText(member(texts, key)) ?? '']));
  } catch {
    return undefined;
  }
}
