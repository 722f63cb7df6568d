import { asObject, member } from '../../criteria/json-value.ts';
import { solutionsOf, testCasesOf } from '../../criteria/lesson-parts.ts';
import { type DefectRow, pick } from './lesson-defect.ts';

/** Ways to get the parts of a lesson wrong. */
export const structureDefects: DefectRow[] = [
  {
    id: 'explanations-missing',
    criterion: 'top-level-schema',
    spoil: (lesson) => {
      delete lesson.thinkingContent;
    },
  },
  {
    id: 'remark-at-the-top',
    criterion: 'top-level-schema',
    spoil: (lesson, random) => {
      lesson[pick(['notes', 'version', 'comment'], random) ?? 'notes'] = 'generated lesson';
    },
  },
  {
    id: 'summary-missing',
    criterion: 'nested-schema',
    spoil: (lesson) => {
      delete asObject(member(lesson, 'algorithmMeta'))?.summary;
    },
  },
  {
    id: 'test-case-untitled',
    criterion: 'nested-schema',
    spoil: (lesson, random) => {
      delete pick(testCasesOf(lesson), random)?.value.title;
    },
  },
  {
    id: 'wrong-metadata',
    criterion: 'metadata-agrees',
    spoil: (lesson, random) => {
      const meta = asObject(member(lesson, 'algorithmMeta'));
      if (meta === undefined) return;
      if (random() < 0.5) meta.difficulty = meta.difficulty === 'medium' ? 'hard' : 'medium';
      else meta.title = `${String(meta.title)} Explained`;
    },
  },
  {
    id: 'language-missing',
    criterion: 'three-languages',
    spoil: (lesson, random) => {
      const missing = pick(solutionsOf(lesson), random);
      if (missing) delete asObject(member(lesson, 'annotatedCode'))?.[missing.language];
    },
  },
  {
    id: 'slots-beside-the-languages',
    criterion: 'value-slots',
    also: ['no-known-failures'],
    spoil: (lesson) => {
      const code = asObject(member(lesson, 'annotatedCode'));
      const solutions = solutionsOf(lesson);
      if (code === undefined || solutions[0]?.value.valueSlots === undefined) return;
      code.valueSlots = solutions[0].value.valueSlots;
      for (const { value } of solutions) delete value.valueSlots;
    },
  },
  {
    id: 'slot-of-unknown-variable',
    criterion: 'value-slots',
    spoil: (lesson, random) => {
      const solution = pick(solutionsOf(lesson), random);
      const slots = solution?.value.valueSlots;
      const lineId = solution?.ids[0]?.value;
      if (Array.isArray(slots) && lineId !== undefined) {
        slots.push({ lineId, variable: 'currentAnswerSoFar' });
      }
    },
  },
];
