import { z } from 'zod';
import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { lessonSchema, testCaseSchema } from '../lesson.ts';
import { nothingToCheck, tooDeep } from './depth.ts';
import { asObject } from './json-value.ts';
import { faultsIn, isEmptyText, schemaIssues } from './schema-issues.ts';

/** The lesson's schema without what is in the states, which have a criterion of their own and are most of it. */
const outline = lessonSchema.extend({
  testCases: z.array(testCaseSchema.extend({ states: z.array(z.unknown()).min(1) })).min(3),
});

/** Everything below the four parts has the form of the lesson's schema, as far as no other criterion says so. */
export const nestedSchema: Criterion<Problem> = {
  id: 'nested-schema',
  title: 'Every nested part has its form',
  weight: 3,
  explanation: 'The visualiser reads every field by its name and its form.',
  fixHint: 'Give the part the form that the format describes.',
  check(artefact) {
    if (asObject(artefact) === undefined) return nothingToCheck('lesson');
    const deep = tooDeep(artefact);
    if (deep) return deep;
    const found = faultsIn(outline, artefact).filter((issue) => !belongsElsewhere(issue));
    return schemaIssues(found, artefact, '$');
  },
};

/** Faults with a criterion of their own are reported there, with better advice. */
function belongsElsewhere(issue: z.core.$ZodIssue): boolean {
  const [part, second, third] = issue.path;
  if (issue.code === 'custom') return false;
  if (isEmptyText(issue)) return true;
  if (part === undefined || second === undefined) return !isNestedUnknownKey(issue);
  if (part === 'thinkingContent') return third === undefined && isWrongType(issue);
  if (part === 'annotatedCode') {
    return (
      third === 'valueSlots' || (third === undefined && isWrongType(issue)) || onlySlots(issue)
    );
  }
  return false;
}

function isNestedUnknownKey(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'unrecognized_keys' && issue.path.length > 0 && !onlySlots(issue);
}

function onlySlots(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'unrecognized_keys' && issue.keys.every((key) => key === 'valueSlots');
}

function isWrongType(issue: z.core.$ZodIssue): boolean {
  return issue.code === 'invalid_type';
}
