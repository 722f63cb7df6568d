import { type Language, languages } from '../item.ts';
import type { AnnotatedCode } from '../lesson.ts';
import type { LessonSource } from './lesson-source.ts';
import { idsOf } from './marked-source.ts';

/** Lines of a lesson's solutions. */
export type LinesByLanguage = Record<Language, AnnotatedCode['lines']>;

/**
 * Throws an Error that lists all ids that are marked twice, are missing in a language, or have no
 * narration, and narrations and value slots without a line.
 */
export function checkLineIds(source: LessonSource, lines: LinesByLanguage): void {
  const narrated = new Set(Object.keys(source.narration));
  const known = new Set(idsOf(lines.javascript));
  const problems = [
    ...languages.flatMap((language) => markedTwice(idsOf(lines[language]), language)),
    ...languages.flatMap((language) => [
      ...missing(
        known,
        new Set(idsOf(lines[language])),
        `marked in javascript but not in ${language}`,
      ),
      ...missing(
        new Set(idsOf(lines[language])),
        known,
        `marked in ${language} but not in javascript`,
      ),
    ]),
    ...missing(known, narrated, 'marked but without narration'),
    ...missing(narrated, known, 'narrated but not marked'),
    ...missing(new Set(source.valueSlots.map(({ lineId }) => lineId)), known, 'a slot, not marked'),
  ];
  if (problems.length > 0) {
    throw new Error(`lesson ${source.id}: line ids do not fit together: ${problems.join('; ')}`);
  }
}

function markedTwice(ids: string[], language: Language): string[] {
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return twice.map((id) => `"${id}" is marked twice in ${language}`);
}

function missing(wanted: Set<string>, found: Set<string>, message: string): string[] {
  return [...wanted].filter((id) => !found.has(id)).map((id) => `"${id}" is ${message}`);
}
