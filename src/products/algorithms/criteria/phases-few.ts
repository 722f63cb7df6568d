import type { Criterion, Issue } from '../../../engine/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, cut, member } from './json-value.ts';
import { allStatesOf } from './lesson-parts.ts';

const least = 2;
const most = 8;
const mostWords = 3;

/** A lesson names two to eight phases, in up to three words, and spells each in one way. */
export const phasesFew: Criterion<Problem> = {
  id: 'phases-few',
  title: 'Phases are few and steady',
  weight: 1,
  explanation: 'Phases group the steps; a new one for each step groups nothing.',
  fixHint: 'Use three to five short names in the whole lesson, always spelled the same.',
  check(artefact) {
    const named = allStatesOf(artefact).flatMap(({ path, value }) => {
      const phase = asText(member(value, 'phase'));
      return phase === undefined || phase.trim() === '' ? [] : [{ path: `${path}.phase`, phase }];
    });
    if (named.length === 0) return nothingToCheck('phase');
    const first = new Map<string, string>();
    for (const { phase } of named) if (!first.has(plain(phase))) first.set(plain(phase), phase);
    const names = cut([...first.values()].join(', '));
    const expected = `${least} to ${most}`;
    const count =
      first.size < least || first.size > most
        ? [
            {
              path: '$.testCases',
              message: `The lesson has ${first.size} phases.`,
              expected,
              found: names,
            },
          ]
        : [];
    const odd = named.flatMap(({ path, phase }): Issue[] => {
      const usual = first.get(plain(phase));
      if (phase.split(/\s+/, mostWords + 1).length > mostWords) {
        return [{ path, message: 'A phase is a short name.', found: cut(phase) }];
      }
      if (usual === phase) return [];
      return [
        { path, message: 'This phase is spelled in two ways.', expected: usual, found: phase },
      ];
    });
    return [
      ...count,
      ...odd.map((issue) => ({ ...issue, expected: issue.expected ?? 'a word or two' })),
    ];
  },
};

function plain(phase: string): string {
  return phase
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}
