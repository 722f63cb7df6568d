import { readFileSync } from 'node:fs';
import { type Problem, problemSchema } from '../src/products/algorithms/item.ts';
import { itemPrompt, problemFrom } from '../src/products/algorithms/item-prompt.ts';
import { algorithmsScript } from '../src/products/algorithms/rehearsal/script.ts';
import type { RehearsalScript } from '../src/rehearsal/script.ts';

const rows = readFileSync(new URL('../content/algorithms/catalogue.jsonl', import.meta.url), 'utf8')
  .trim()
  .split('\n')
  .map((line) => problemSchema.parse(JSON.parse(line)));

/** A catalogue of any length: the bundled problems over and over, each copy under an id of its own. */
export function copies(count: number): Problem[] {
  return Array.from({ length: count }, (_, index) => {
    const row = rows[index % rows.length];
    if (!row) throw new Error('the bundled catalogue is empty');
    return { ...row, id: `${row.id}.${index}` };
  });
}

/** The bundled rehearsal, which knows the copies too. */
export const copiesScript: RehearsalScript = {
  ...algorithmsScript,
  artefactFor(prompt) {
    const copy = problemSchema.parse(problemFrom(prompt));
    const original = { ...copy, id: copy.id.replace(/\.\d+$/, '') };
    const lesson = algorithmsScript.artefactFor(itemPrompt(original));
    return (
      lesson &&
      JSON.parse(JSON.stringify(lesson).replace(`"id":"${original.id}"`, `"id":"${copy.id}"`))
    );
  },
};
