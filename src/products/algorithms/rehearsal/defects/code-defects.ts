import type { Json } from '../../../../engine/json.ts';
import { type JsonObject, member } from '../../criteria/json-value.ts';
import { solutionIn, solutionsOf } from '../../criteria/lesson-parts.ts';
import { type Language, languages } from '../../item.ts';
import { type DefectRow, pick } from './lesson-defect.ts';

const parsers = languages.map((language) => `${language}-parses`);

/** Ways to get the code of a lesson wrong. */
export const codeDefects: DefectRow[] = [
  {
    id: 'javascript-brace-unclosed',
    criterion: 'javascript-parses',
    spoil: (lesson) => changeLine(lesson, 'javascript', { from: /^\}$/, to: '', last: true }),
  },
  {
    id: 'python-colon-missing',
    criterion: 'python-parses',
    spoil: (lesson) => changeLine(lesson, 'python', { from: /^(\s*def .*):\s*$/, to: '$1' }),
  },
  {
    id: 'java-semicolon-missing',
    criterion: 'java-parses',
    spoil: (lesson) => changeLine(lesson, 'java', { from: /^(\s*return\b.*);$/, to: '$1' }),
  },
  {
    id: 'entry-misnamed',
    criterion: 'entry-exists',
    spoil: (lesson, random) => {
      const solution = pick(solutionsOf(lesson), random);
      if (solution) solution.value.entry = 'runTheSolution';
    },
  },
  {
    id: 'line-id-twice',
    criterion: 'line-ids-distinct',
    spoil: (lesson, random) => {
      const solution = pick(solutionsOf(lesson), random);
      const first = solution?.ids[0]?.value;
      const free = solution?.lines.findLast(({ value }) => value.id === null);
      if (free && first !== undefined) free.value.id = first;
    },
  },
  {
    id: 'markdown-fence',
    criterion: 'no-known-failures',
    also: parsers,
    spoil: (lesson, random) => {
      const solution = pick(solutionsOf(lesson), random);
      const lines = solution?.value.lines;
      if (!solution || !Array.isArray(lines)) return;
      lines.unshift({ id: null, code: `\`\`\`${solution.language}` });
      lines.push({ id: null, code: '```' });
    },
  },
  {
    id: 'html-entities',
    criterion: 'no-known-failures',
    also: [...parsers, 'entry-exists'],
    spoil: (lesson) => {
      for (const language of languages) {
        for (const escaped of htmlEntities) changeLine(lesson, language, escaped);
      }
    },
  },
  {
    id: 'two-lines-in-one',
    criterion: 'no-known-failures',
    spoil: (lesson, random) => {
      // In Python nearly every line has an id, which must not get lost.
      const language = pick(['javascript', 'java'] as const, random) ?? 'java';
      joinTwoLines(solutionIn(lesson, language)?.value.lines, '\n');
    },
  },
  {
    id: 'escaped-line-ends',
    criterion: 'no-known-failures',
    also: parsers,
    spoil: (lesson) => joinTwoLines(solutionIn(lesson, 'java')?.value.lines, '\\n'),
  },
  {
    id: 'code-left-out',
    criterion: 'no-placeholders',
    spoil: (lesson, random) => {
      const solution = pick(solutionsOf(lesson), random);
      const comment = solution?.language === 'python' ? '#' : '//';
      const lines = solution?.value.lines;
      if (Array.isArray(lines)) lines.push({ id: null, code: `${comment} ... rest of the code` });
    },
  },
];

interface Change {
  from: RegExp;
  to: string;
  /** The last line that matches instead of the first. */
  last?: boolean;
}

/** The first of each sign that HTML escapes, outside strings and comments: not every solution has them all. */
const htmlEntities: Change[] = [
  { from: /^([^"'`#/]*?)</, to: '$1&lt;' },
  { from: /^([^"'`#/]*?)>/, to: '$1&gt;' },
  { from: /^([^"'`#/]*?)&&/, to: '$1&amp;&amp;' },
];

function changeLine(lesson: JsonObject, language: Language, { from, to, last }: Change): void {
  const lines = solutionIn(lesson, language)?.lines ?? [];
  const matches = ({ value }: { value: JsonObject }): boolean => from.test(String(value.code));
  const line = last ? lines.findLast(matches) : lines.find(matches);
  if (line) line.value.code = String(line.value.code).replace(from, to);
}

/** Joins a line that ends a statement or opens a block with the next one, which must have no id to lose. */
function joinTwoLines(lines: Json | undefined, end: string): void {
  if (!Array.isArray(lines)) return;
  const index = lines.findIndex((line, at) => {
    const next = lines[at + 1];
    return member(next, 'id') === null && /[;{}:)\]]$/.test(String(member(line, 'code')));
  });
  const [line, next] = lines.slice(index, index + 2);
  if (index < 0 || line === undefined || next === undefined) return;
  const code = `${String(member(line, 'code'))}${end}${String(member(next, 'code'))}`;
  lines.splice(index, 2, { id: member(line, 'id') ?? null, code });
}
