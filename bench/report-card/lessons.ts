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

/** The reference lessons with their problems, as they lie on disk. */
export function benchLessons(): BenchLesson[] {
  const rows = readFileSync(catalogue, 'utf8').split('\n').filter(Boolean);
  const problems = rows.map((row) => problemSchema.parse(JSON.parse(row)));
  return problems.flatMap((item) => {
    const source = lessonSources.find(({ id }) => id === item.id);
    return source ? [{ item, text: JSON.stringify(buildLesson(source, item)) }] : [];
  });
}
