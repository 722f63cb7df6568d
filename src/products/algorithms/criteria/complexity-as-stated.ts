import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import type { Json } from '../../../engine/json.ts';
import type { Problem } from '../item.ts';
import { classesIn, statedCosts } from './complexity-classes.ts';
import { nothingToCheck } from './depth.ts';
import { asText, cut, member } from './json-value.ts';
import { flavoursOf, type Part } from './lesson-parts.ts';

/**
 * Where the technical voice states a cost in time or space, the problem's is among those it states;
 * where it only names classes, one of them is, or is a part of, the problem's.
 */
export const complexityAsStated: Criterion<Problem> = {
  id: 'complexity-as-stated',
  title: 'Costs are those of the problem',
  weight: 2,
  explanation:
    'A solution of another complexity class is another solution, or its cost was misjudged.',
  fixHint: 'State the time and the space that the problem names, and what they come from.',
  check(artefact, { item }) {
    const complexity: Json | undefined =
      item?.complexity ?? member(member(artefact, 'algorithmMeta'), 'complexity');
    const voice = flavoursOf(artefact).find(({ flavour }) => flavour === 'technical');
    if (complexity === undefined || voice === undefined)
      return nothingToCheck('cost and its words');
    const time = asText(member(complexity, 'time')) ?? '';
    const space = asText(member(complexity, 'space')) ?? '';
    const texts = ['headline', 'explanation', 'keyInsight'].flatMap((key) => {
      const text = asText(member(voice.value, key));
      return text === undefined ? [] : [{ path: `${voice.path}.${key}`, value: text }];
    });
    return [...costIssues(texts, { time, space }), ...unrelated(texts, `${time} ${space}`)].slice(
      0,
      2,
    );
  },
};

/** A cost may be stated for another way of doing it as well: one has to be right. */
function costIssues(texts: Part<string>[], promised: { time: string; space: string }): Issue[] {
  return (['time', 'space'] as const).flatMap((kind) => {
    const stated = texts.flatMap((text) =>
      statedCosts(text.value)[kind].map((name) => ({ path: text.path, name })),
    );
    const right = classesIn(promised[kind]).map(({ name }) => name);
    const [first] = stated;
    if (first === undefined || right.length === 0) return [];
    if (stated.some(({ name }) => right.includes(name))) return [];
    const message = `The ${kind} stated is not the problem’s.`;
    return [
      { path: first.path, message, expected: promised[kind], found: cut(`O(${first.name})`) },
    ];
  });
}

function unrelated(texts: Part<string>[], promised: string): Issue[] {
  const named = texts.flatMap(({ path, value }) =>
    classesIn(value).map(({ name }) => ({ path, name })),
  );
  const right = classesIn(promised).map(({ name }) => name);
  const [first] = named;
  if (first === undefined || right.length === 0) return [];
  if (named.some(({ name }) => right.some((each) => each.includes(name)))) return [];
  const message = 'None of the complexity classes named here is the problem’s.';
  return [{ path: first.path, message, expected: cut(promised), found: cut(`O(${first.name})`) }];
}
