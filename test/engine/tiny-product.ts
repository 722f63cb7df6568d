import { z } from 'zod';
import type { Criterion } from '../../src/engine/cards/criterion.ts';
import type { Json } from '../../src/engine/json.ts';
import type { CatalogueItem, Product } from '../../src/engine/product.ts';
import { deleteFile } from '../../src/tools/delete-file.ts';
import { editFile } from '../../src/tools/edit-file.ts';
import { readFile } from '../../src/tools/read-file.ts';
import { validate } from '../../src/tools/validate.ts';
import { writeFile } from '../../src/tools/write-file.ts';

const noteSchema = z.object({ id: z.string(), words: z.array(z.string()) });

/** Fails when one of the note's words is `word`. */
function without(word: string, weight: number): Criterion<CatalogueItem> {
  return {
    id: `no-${word}`,
    title: `No word is ${word}`,
    weight,
    check: (artefact) => {
      const note = noteSchema.safeParse(artefact);
      const words = note.success ? note.data.words : [];
      return words.flatMap((found, at) =>
        found === word ? [{ path: `$.words[${at}]`, message: `the word is ${word}` }] : [],
      );
    },
  };
}

const isNote: Criterion<CatalogueItem> = {
  id: 'is-note',
  title: 'The output is a note about its item',
  weight: 2,
  check: (artefact, { item }) => {
    const note = noteSchema.safeParse(artefact);
    if (!note.success) return [{ path: '$', message: 'expected a note' }];
    const isOther = item !== undefined && note.data.id !== item.id;
    return isOther ? [{ path: '$.id', message: 'another item', expected: item.id }] : [];
  },
};

/** Cannot be judged here when a word is `odd`, as when a toolchain is missing. */
const judgeable: Criterion<CatalogueItem> = {
  id: 'judgeable',
  title: 'Nothing is odd',
  weight: 1,
  check: (artefact) => (JSON.stringify(artefact).includes('"odd"') ? { notChecked: 'odd' } : []),
};

/** Notes with an id and words, of which some are not allowed: the smallest product there is. */
export const tinyProduct: Product = {
  name: 'tiny',
  itemSchema: z.object({ id: z.string(), title: z.string() }),
  artefactSchema: noteSchema,
  artefactFile: 'note.json',
  systemPrompt: () => 'Write a note.',
  itemPrompt: ({ id, title }) => `Item: ${id}\nTitle: ${title}`,
  workload: () => ({ complexity: 'ordinary', mustSucceed: true }),
  routes: [
    {
      name: 'default',
      when: {},
      steps: [
        { model: 'claude-haiku-5-5', maxRepairs: 2 },
        { model: 'claude-opus-5-5', maxRepairs: 1 },
      ],
    },
  ],
  tools: [readFile, writeFile, editFile, deleteFile, validate],
  itemIdOf: (artefact: Json) => noteSchema.safeParse(artefact).data?.id,
  criteria: [isNote, without('bad', 1), without('ugly', 3), judgeable],
};

/** The text of a note as an author writes it. */
export function note(id: string, ...words: string[]): string {
  return JSON.stringify({ id, words });
}
