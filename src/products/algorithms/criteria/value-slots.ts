import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { nothingToCheck } from './depth.ts';
import { asObject, asText, member, show } from './json-value.ts';
import { allStatesOf, objectsIn, type Part, type Solution, solutionsOf } from './lesson-parts.ts';

/** Each language holds its own value slots; each names a line of that language and a traced variable. */
export const valueSlots: Criterion<Problem> = {
  id: 'value-slots',
  title: 'Value slots lie inside their language',
  weight: 2,
  explanation: 'The visualiser prints a variable beside a line of the language that is shown.',
  fixHint: 'Give each language its own list of {lineId, variable}.',
  check(artefact) {
    const solutions = solutionsOf(artefact);
    if (solutions.length === 0) return nothingToCheck('solution');
    const traced = tracedVariables(artefact);
    return solutions.flatMap((solution) => {
      const slots = member(solution.value, 'valueSlots');
      if (!Array.isArray(slots)) return [noSlots(solution, slots)];
      const path = `${solution.path}.valueSlots`;
      const ids = new Set(solution.ids.map(({ value }) => value));
      const parts = objectsIn(slots, path);
      const shape =
        parts.length === slots.length ? [] : [{ path, message: 'A slot is no object.' }];
      return [...shape, ...parts.flatMap((slot) => slotIssues(slot, ids, traced))];
    });
  },
};

function tracedVariables(artefact: Json): Set<string> {
  const states = allStatesOf(artefact);
  return new Set(
    states.flatMap(({ value }) => Object.keys(asObject(member(value, 'variables')) ?? {})),
  );
}

function noSlots({ language, path }: Solution, found: Json | undefined): Issue {
  return {
    path: `${path}.valueSlots`,
    message: `${language} has no list of value slots of its own.`,
    expected: 'a list of {lineId, variable} beside entry and lines',
    found: show(found),
    fix: `Put the slots for ${language} into ${path}.valueSlots.`,
  };
}

function slotIssues(slot: Part<Json>, ids: Set<string>, traced: Set<string>): Issue[] {
  return [
    ...nameIssues(slot, 'lineId', { known: ids, where: 'is no line id of this language' }),
    ...nameIssues(slot, 'variable', { known: traced, where: 'occurs in no state' }),
    ...unknownKeys(slot),
  ];
}

function nameIssues(
  slot: Part<Json>,
  key: string,
  { known, where }: { known: Set<string>; where: string },
): Issue[] {
  const value = member(slot.value, key);
  const name = asText(value);
  if (name !== undefined && known.has(name)) return [];
  const message = name === undefined ? `The slot has no ${key}.` : `The slot's ${key} ${where}.`;
  const expected = `one of ${[...known].slice(0, 12).join(', ')}`;
  return [{ path: `${slot.path}.${key}`, message, expected, found: show(value) }];
}

function unknownKeys(slot: Part<Json>): Issue[] {
  const extra = Object.keys(slot.value ?? {}).find((key) => key !== 'lineId' && key !== 'variable');
  if (extra === undefined) return [];
  const fix = 'A slot has lineId and variable alone.';
  return [{ path: slot.path, message: `Unknown key ${show(extra)} in a value slot.`, fix }];
}
