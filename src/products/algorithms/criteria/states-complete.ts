import { z } from 'zod';
import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { dataStructureSchema, stateSchema } from '../lesson.ts';
import { nothingToCheck, tooDeep } from './depth.ts';
import { asObject, member, show } from './json-value.ts';
import { testCasesOf } from './lesson-parts.ts';
import { isEmptyText, schemaIssues } from './schema-issues.ts';

/** Issues after which no more are looked for: twice what a card holds. */
const enough = 200;

/** What came out of JSON.parse is JSON: to walk through every value again takes most of the time. */
const anyJson = z.custom<Json>((value) => value !== undefined);
const quickSchema = stateSchema.extend({
  variables: z.record(z.string().min(1), anyJson),
  dataStructureState: dataStructureSchema.extend({ value: anyJson }),
});

/** Every state has its nine fields and nothing else, each of the right form. */
export const statesComplete: Criterion<Problem> = {
  id: 'states-complete',
  title: 'Every state has its nine fields',
  weight: 3,
  explanation: 'Every part of the screen reads its field of the state.',
  fixHint: 'Write all nine fields in every state.',
  check(artefact) {
    const deep = tooDeep(artefact);
    if (deep) return deep;
    const states = testCasesOf(artefact).flatMap(({ path, value }) => {
      const list = member(value, 'states');
      return Array.isArray(list)
        ? list.map((state, index) => ({ state, path: `${path}.states[${index}]` }))
        : [];
    });
    if (states.length === 0) return nothingToCheck('state');
    const issues: Issue[] = [];
    for (const { state, path } of states) {
      issues.push(...stateIssues(state, path));
      // A schema takes its time over each fault, and nobody reads thousands.
      if (issues.length > enough) break;
    }
    return issues;
  },
};

function stateIssues(state: Json, path: string): Issue[] {
  const parsed = quickSchema.safeParse(state);
  if (parsed.success) return [];
  if (asObject(state) === undefined) {
    return [{ path, message: 'This state is no object.', found: show(state) }];
  }
  return schemaIssues(
    parsed.error.issues.filter((issue) => !isEmptyText(issue)),
    state,
    path,
  );
}
