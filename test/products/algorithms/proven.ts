import { afterAll, type TestContext } from 'vitest';
import type { Issue, NotChecked } from '../../../src/engine/cards/criterion.ts';
import type { Lesson } from '../../../src/products/algorithms/lesson.ts';
import { openProof } from '../../../src/products/algorithms/proof/open-proof.ts';
import type { Executors } from '../../../src/sandbox/open-executors.ts';
import { problems } from './lessons.ts';

/** The criteria that run what a lesson says. */
export interface Proven {
  ids: string[];
  /** Ends a test as skipped, with the reason, when this machine cannot judge a criterion. */
  needs(id: string, context: TestContext): void;
  /** What a criterion says of a lesson, whose problem is the catalogue's. */
  check(id: string, lesson: Lesson): Promise<Issue[] | NotChecked>;
}

const signal = new AbortController().signal;

/** Opens the proof of lessons for a test file; it is closed at the file's end. */
export async function openProven(executors?: Executors): Promise<Proven> {
  const proof = openProof(executors);
  afterAll(() => proof.close());
  const engines = new Map(
    await Promise.all(
      proof.criteria.map(async ({ id, engine }) => [id, await engine?.(signal)] as const),
    ),
  );
  return {
    ids: proof.criteria.map(({ id }) => id),
    needs(id, { skip }) {
      const engine = engines.get(id);
      if (engine?.type === 'not-available') skip(`${engine.reason} ${engine.install}`);
    },
    async check(id, lesson) {
      const criterion = proof.criteria.find((one) => one.id === id);
      if (!criterion) throw new Error(`there is no criterion ${id}`);
      // Parsed from text, as a lesson is that comes from disk.
      const artefact = JSON.parse(JSON.stringify(lesson));
      return criterion.check(artefact, { item: problems.get(lesson.algorithmMeta.id), signal });
    },
  };
}
