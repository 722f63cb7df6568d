import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asText, cut, member } from './json-value.ts';
import { allStatesOf, type Part } from './lesson-parts.ts';

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
      return phase === undefined || phase.trim() === ''
        ? []
        : [{ path: `${path}.phase`, value: phase }];
    });
    if (named.length === 0) return nothingToCheck('phase');
    const usual = usualSpellings(named.map(({ value }) => value));
    return [
      ...countIssues([...usual.values()]),
      ...named.flatMap((part) => nameIssues(part, usual)),
    ];
  },
};

/** Of each phase the spelling that occurs most. */
function usualSpellings(phases: string[]): Map<string, string> {
  const counts = new Map<string, number>();
  for (const phase of phases) counts.set(phase, (counts.get(phase) ?? 0) + 1);
  const usual = new Map<string, string>();
  for (const [phase, count] of counts) {
    const other = usual.get(plain(phase));
    if (other === undefined || count > (counts.get(other) ?? 0)) usual.set(plain(phase), phase);
  }
  return usual;
}

function countIssues(names: string[]): Issue[] {
  if (names.length >= least && names.length <= most) return [];
  const message = `The lesson has ${names.length} phases.`;
  const expected = `${least} to ${most}`;
  return [{ path: '$.testCases', message, expected, found: cut(names.join(', ')) }];
}

function nameIssues({ path, value }: Part<string>, usual: Map<string, string>): Issue[] {
  if (value.split(/\s+/, mostWords + 1).length > mostWords) {
    return [{ path, message: 'A phase is a short name.', found: cut(value) }];
  }
  const spelled = usual.get(plain(value));
  if (spelled === undefined || spelled === value) return [];
  const message = 'This phase is spelled in two ways.';
  return [{ path, message, expected: cut(spelled), found: cut(value) }];
}

function plain(phase: string): string {
  return phase.toLowerCase().replace(/[\s_-]+/g, '');
}
