import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { type Problem, problemSchema } from '../../../../src/products/algorithms/item.ts';
import type { LessonSource } from '../../../../src/products/algorithms/rehearsal/lesson-source.ts';

const root = new URL('../../../../', import.meta.url);
const lessons = new URL('src/products/algorithms/rehearsal/lessons/', root);
const catalogues = new URL('content/algorithms/', root);

/** Ids of all problems that a lesson is written for, from the names of the files. */
export function lessonIds(): string[] {
  const files = readdirSync(lessons).filter((file) => file.endsWith('.ts'));
  return files.map((file) => basename(file, '.ts')).sort();
}

/** The lesson that a file exports under the camel-cased name of the file. */
export async function loadLesson(id: string): Promise<LessonSource> {
  const module: Record<string, LessonSource> = await import(new URL(`${id}.ts`, lessons).href);
  const name = id.replace(/-(.)/g, (_match, letter: string) => letter.toUpperCase());
  const lesson = module[name];
  if (!lesson)
    throw new Error(`expected ${id}.ts to export ${name}, found: ${Object.keys(module)}`);
  return lesson;
}

/** The row of a problem in whichever bundled catalogue has it. */
export function findProblem(id: string): Problem {
  const files = readdirSync(catalogues).filter((file) => /^catalogue.*\.jsonl$/.test(file));
  for (const file of files) {
    const rows = readFileSync(new URL(file, catalogues), 'utf8').split('\n');
    const row = rows.find((line) => line.includes(`"${id}"`) && JSON.parse(line).id === id);
    if (row) return problemSchema.parse(JSON.parse(row));
  }
  throw new Error(`no row with id "${id}" in ${files.join(', ')}`);
}
