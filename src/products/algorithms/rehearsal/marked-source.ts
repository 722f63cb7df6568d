import type { Language } from '../item.ts';
import type { AnnotatedCode } from '../lesson.ts';

const markers: Record<Language, RegExp> = {
  javascript: /\s*\/\/@\s*(\S+)\s*$/,
  java: /\s*\/\/@\s*(\S+)\s*$/,
  python: /\s*#@\s*(\S+)\s*$/,
};

/** The lines of a marked source without their markers, and without the blank lines around it. */
export function markedLines(source: string, language: Language): AnnotatedCode['lines'] {
  const lines = source
    .replace(/^\s*\n/, '')
    .trimEnd()
    .split('\n');
  return lines.map((line) => {
    const marker = markers[language].exec(line);
    return marker?.[1]
      ? { id: marker[1], code: line.slice(0, marker.index) }
      : { id: null, code: line.trimEnd() };
  });
}

/** The program that the lines make up. */
export function joinLines(lines: AnnotatedCode['lines']): string {
  return `${lines.map(({ code }) => code).join('\n')}\n`;
}

/** The ids of the lines, in their order. */
export function idsOf(lines: AnnotatedCode['lines']): string[] {
  return lines.flatMap(({ id }) => (id === null ? [] : [id]));
}

/** The id of each marked line, by its number from 1. */
export function idsByLine(lines: AnnotatedCode['lines']): Map<number, string> {
  const pairs = lines.map(({ id }, index): [number, string | null] => [index + 1, id]);
  return new Map(pairs.filter((pair): pair is [number, string] => pair[1] !== null));
}
