import type { z } from 'zod';
import type { Criterion } from '../../../engine/criterion.ts';
import type { Problem } from '../item.ts';
import { lessonSchema } from '../lesson.ts';
import { nothingToCheck, tooDeep } from './depth.ts';
import { asObject } from './json-value.ts';
import { faultsIn, isEmptyText, schemaIssues } from './schema-issues.ts';

/** Everything below the four parts has the form of the lesson's schema, as far as no other criterion says so. */
export const nestedSchema: Criterion<Problem> = {
  id: 'nested-schema',
  title: 'Every nested part has its form',
  weight: 3,
  check(artefact) {
    if (asObject(artefact) === undefined) return nothingToCheck('lesson');
    const deep = tooDeep(artefact);
    if (deep) return deep;
    const found = faultsIn(lessonSchema, artefact).filter((issue) => !belongsElsewhere(issue));
    return schemaIssues(found, artefact, '$');
  },
};

/** Faults with a criterion of their own are reported there, with better advice. */
function belongsElsewhere(issue: z.core.$ZodIssue): boolean {
  const [part, second, third, fourth] = issue.path;
  if (issue.code === 'custom') return false;
  if (isEmptyText(issue)) return true;
  if (part === undefined || second === undefined) return !isNestedUnknownKey(issue);
  if (part === 'testCases') return third === 'states' && fourth !== undefined;
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
