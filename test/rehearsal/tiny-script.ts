import type { Json } from '../../src/engine/json.ts';
import type { Defect, RehearsalScript } from '../../src/rehearsal/script.ts';

type Tale = { id: string; title: string; chapters: { name: string; steps: Json[] }[] };

/** A right artefact of the tiny product: three chapters of six steps, many of their lines alike. */
export function tale(id: string): Tale {
  const step = (chapter: number, n: number): Json => ({
    step: n,
    phase: n % 2 ? 'compare' : 'move',
    text: `Step ${n} of chapter ${chapter} in ${id}, told with a € and an é.`,
    pointers: { left: n, right: n + 1 },
  });
  const chapters = [1, 2, 3].map((chapter) => ({
    name: `Chapter ${chapter}`,
    steps: [1, 2, 3, 4, 5, 6].map((n) => step(chapter, n)),
  }));
  return { id, title: `The tale of ${id}`, chapters };
}

function isTale(json: Json): json is Tale {
  return typeof json === 'object' && json !== null && 'chapters' in json;
}

function defect(id: string, spoil: (tale: Tale, random: () => number) => void): Defect {
  return {
    id,
    criterion: id,
    apply: (artefact, random) => {
      if (isTale(artefact)) spoil(artefact, random);
      return artefact;
    },
  };
}

const anyOf = <Entry>(list: Entry[], random: () => number): Entry[] =>
  list.slice(Math.floor(random() * list.length)).slice(0, 1);

function itemIdFrom(prompt: string): string | undefined {
  return /Item: (\S+)/.exec(prompt)?.[1];
}

/** Knows the items item-<n>; its defects spoil places far apart, and one of them never finds any. */
export const TINY_SCRIPT: RehearsalScript = {
  artefactFile: 'tale.json',
  itemIdFrom,
  artefactFor: (prompt) => {
    const id = itemIdFrom(prompt);
    return id?.startsWith('item-') ? tale(id) : undefined;
  },
  defects: [
    defect('no-title', (it) => {
      it.title = '';
    }),
    defect('chapter-name', (it, random) => {
      for (const chapter of anyOf(it.chapters, random)) chapter.name = `Nameless ${random()}`;
    }),
    defect('lost-step', (it, random) => {
      for (const chapter of anyOf(it.chapters, random)) chapter.steps.splice(2, 1);
    }),
    defect('extra-step', (it) => {
      it.chapters.at(-1)?.steps.push({ step: 99 });
    }),
    defect('nothing-to-spoil', () => {}),
  ],
};
