import { asObject, type JsonObject, member } from '../../criteria/json-value.ts';
import { allStatesOf, flavoursOf } from '../../criteria/lesson-parts.ts';
import { type DefectRow, pick, type Random } from './lesson-defect.ts';

const proseFields = ['phase', 'description', 'annotation', 'calculation'];
const placeholders = [
  'TODO: describe this step',
  '...',
  'Lorem ipsum dolor sit amet',
  '<your explanation here>',
];

/** Ways to get the words of a lesson wrong. */
export const proseDefects: DefectRow[] = [
  {
    id: 'flavour-missing',
    criterion: 'three-flavours',
    spoil: (lesson, random) => {
      const missing = pick(flavoursOf(lesson), random);
      if (missing) delete asObject(member(lesson, 'thinkingContent'))?.[missing.flavour];
    },
  },
  {
    id: 'flavour-copied',
    criterion: 'three-flavours',
    also: ['stories-without-jargon'],
    spoil: (lesson, random) => {
      const [first, ...others] = flavoursOf(lesson);
      const copy = pick(others, random);
      const explanation = first?.value.explanation;
      if (copy && typeof explanation === 'string') {
        copy.value.explanation = `Imagine this, dear reader. ${explanation}`;
      }
    },
  },
  {
    id: 'empty-text',
    criterion: 'no-empty-strings',
    spoil: (lesson, random) => setProse(lesson, random, random() < 0.5 ? '' : ' '),
  },
  {
    id: 'empty-insight',
    criterion: 'no-empty-strings',
    spoil: (lesson, random) => {
      const flavour = pick(flavoursOf(lesson), random);
      if (flavour) flavour.value.keyInsight = '';
    },
  },
  {
    id: 'placeholder-in-state',
    criterion: 'no-placeholders',
    also: ['phases-few'],
    spoil: (lesson, random) => setProse(lesson, random, pick(placeholders, random) ?? '...'),
  },
  {
    id: 'mojibake',
    criterion: 'no-known-failures',
    also: ['phases-few'],
    spoil: (lesson, random) =>
      setProse(lesson, random, 'That\u00E2\u20AC\u2122s the step to take.'),
  },
  {
    id: 'assistant-voice',
    criterion: 'no-known-failures',
    spoil: (lesson, random) => {
      const flavour = pick(flavoursOf(lesson), random);
      if (flavour) flavour.value.headline = 'Sure! Here is the explanation you asked for';
    },
  },
];

function setProse(lesson: JsonObject, random: Random, text: string): void {
  const state = pick(allStatesOf(lesson), random);
  if (state) state.value[pick(proseFields, random) ?? 'annotation'] = text;
}
