import type { Problem } from './item.ts';

const open = '<problem>';
const close = '</problem>';

/** The problem as JSON on the line between its tags. */
export function problemBlock(problem: Problem): string {
  // Escaped in a way that JSON reads back, so that no text of the catalogue can end the block.
  const json = JSON.stringify(problem).replaceAll('</', '<\\/');
  return `${open}\n${json}\n${close}`;
}

/** The first user message for a problem: the problem, and the task. */
export function itemPrompt(problem: Problem): string {
  return `Write the lesson for this problem.

${problemBlock(problem)}

Write it to lesson.json, and call validate when it is whole. Repair what the report card lists until it passes; your work then ends by itself.`;
}

/** The problem in a prompt that holds its block, not yet checked; undefined when there is none. */
export function problemFrom(prompt: string): unknown {
  const lines = prompt.split('\n');
  const json = lines.slice(lines.indexOf(open) + 1, lines.indexOf(close)).join('\n');
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
