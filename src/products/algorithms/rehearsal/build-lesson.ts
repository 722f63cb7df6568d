import type { Language, Problem } from '../item.ts';
import type { AnnotatedCode, Lesson, TestCase } from '../lesson.ts';
import { instrument } from '../tracer/instrument.ts';
import { runTrace } from '../tracer/run-trace.ts';
import { buildStates } from './build-states.ts';
import { checkLineIds } from './check-source.ts';
import type { LessonSource } from './lesson-source.ts';
import { idsByLine, joinLines, markedLines } from './marked-source.ts';
import { createNarrator } from './narrate.ts';

/**
 * The lesson that a source describes, its states computed by running the JavaScript solution.
 * Gives the same lesson each time; throws an Error that names the lesson when the source is wrong.
 */
export function buildLesson(source: LessonSource, problem: Problem): Lesson {
  const { signature } = problem;
  const lines = {
    javascript: markedLines(source.code.javascript, 'javascript'),
    python: markedLines(source.code.python, 'python'),
    java: markedLines(source.code.java, 'java'),
  };
  checkLineIds(source, lines);
  const annotate = (language: Language): AnnotatedCode => ({
    entry: entryName(signature.name, language),
    lines: lines[language],
    valueSlots: source.valueSlots.map((slot) => ({ ...slot })),
  });
  return {
    algorithmMeta: metaOf(problem, source.summary),
    annotatedCode: {
      javascript: annotate('javascript'),
      python: annotate('python'),
      java: annotate('java'),
    },
    testCases: buildTestCases(source, lines.javascript, signature),
    thinkingContent: structuredClone(source.thinking),
  };
}

/** Name of the function in a language: that of the signature, in snake case for Python. */
export function entryName(signatureName: string, language: Language): string {
  if (language !== 'python') return signatureName;
  return signatureName.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

function metaOf(problem: Problem, summary: string): Lesson['algorithmMeta'] {
  const { id, title, difficulty, tags, complexity, signature } = structuredClone(problem);
  const { anyOrder = false } = problem;
  const comparison = { anyOrder, inPlace: signature.returns === 'void' };
  return { id, title, difficulty, tags, complexity, signature, comparison, summary };
}

function buildTestCases(
  source: LessonSource,
  lines: AnnotatedCode['lines'],
  { name: entry, returns }: Problem['signature'],
): TestCase[] {
  const inPlace = returns === 'void';
  const instrumented = instrument({ source: joinLines(lines), entry, lineIds: idsByLine(lines) });
  const narrate = createNarrator(source);
  return source.cases.map(({ title, args }, index) => {
    const id = `case-${index + 1}`;
    const trace = runTrace({ instrumented, entry, args, inPlace });
    if (trace.type !== 'finished') {
      throw new Error(`lesson ${source.id}, ${id} (${title}): ${trace.message}`);
    }
    const states = buildStates(trace.states, source, narrate);
    return { id, title, args: structuredClone(args), expected: trace.result, states };
  });
}
