import { readFileSync } from 'node:fs';
import type { CatalogueItem } from '../../src/engine/product.ts';
import { problemSchema } from '../../src/products/algorithms/item.ts';
import { buildLesson } from '../../src/products/algorithms/rehearsal/build-lesson.ts';
import { lessonSources } from '../../src/products/algorithms/rehearsal/lessons.ts';

export interface BenchLesson {
  item: CatalogueItem;
  text: string;
}

const catalogue = new URL('../../content/algorithms/catalogue.jsonl', import.meta.url);

/**
 * The reference lessons with their problems, as they lie on disk. Each round's code ends in another number
 * of blank lines: what a validator remembers of earlier runs would be measured otherwise.
 */
export function benchLessons(round: number): BenchLesson[] {
  const rows = readFileSync(catalogue, 'utf8').split('\n').filter(Boolean);
  const problems = rows.map((row) => problemSchema.parse(JSON.parse(row)));
  return problems.flatMap((item) => {
    const source = lessonSources.find(({ id }) => id === item.id);
    if (!source) return [];
    const lesson = buildLesson(source, item);
    for (const { lines } of Object.values(lesson.annotatedCode)) {
      for (let blank = 0; blank < round; blank += 1) lines.push({ id: null, code: '' });
    }
    return [{ item, text: JSON.stringify(lesson) }];
  });
}
