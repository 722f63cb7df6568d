import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { asObject, isDeeperThan, maxDepth, member, show } from './json-value.ts';

const parts = {
  algorithmMeta: 'object',
  annotatedCode: 'object',
  testCases: 'array',
  thinkingContent: 'object',
} as const;

/** The lesson is an object of exactly its four parts, each an object or an array as it should be. */
export const topLevelSchema: Criterion<Problem> = {
  id: 'top-level-schema',
  title: 'The lesson has its four parts',
  weight: 3,
  explanation: 'Readers of lessons find each part by its key.',
  fixHint:
    'Write one object with algorithmMeta, annotatedCode, testCases and thinkingContent, and no other key.',
  check(artefact) {
    const lesson = asObject(artefact);
    if (lesson === undefined) return [notAnObject(artefact)];
    return [...depthIssues(artefact), ...partIssues(lesson), ...unknownKeys(lesson)];
  },
};

function notAnObject(artefact: Json): Issue {
  return {
    path: '$',
    message: 'The lesson is not a JSON object.',
    expected: `an object with ${Object.keys(parts).join(', ')}`,
    found: show(artefact),
    fix: 'Write the lesson itself as one JSON object, neither wrapped nor quoted.',
  };
}

function depthIssues(artefact: Json): Issue[] {
  if (!isDeeperThan(artefact, maxDepth)) return [];
  const fix = 'Make the values in the states flat enough to be read by a person.';
  return [{ path: '$', message: `The lesson is nested more than ${maxDepth} levels deep.`, fix }];
}

function partIssues(lesson: Json): Issue[] {
  return Object.entries(parts).flatMap(([name, kind]) => {
    const value = member(lesson, name);
    const right = kind === 'array' ? Array.isArray(value) : asObject(value) !== undefined;
    if (right) return [];
    const message = value === undefined ? `The lesson has no ${name}.` : `${name} is no ${kind}.`;
    return [{ path: `$.${name}`, message, expected: `an ${kind}`, found: show(value) }];
  });
}

function unknownKeys(lesson: Json): Issue[] {
  // Value slots on the top level are a known mistake with its own advice.
  return Object.keys(asObject(lesson) ?? {})
    .filter((key) => !Object.hasOwn(parts, key) && key !== 'valueSlots')
    .map((key) => ({
      path: '$',
      message: `Unknown key ${show(key)} at the top of the lesson.`,
      expected: Object.keys(parts).join(', '),
      fix: 'Remove it.',
    }));
}
