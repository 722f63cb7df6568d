import type { Criterion, EngineProbe, Issue, NotChecked } from '../../../engine/cards/criterion.ts';
import type { Rejected } from '../../../sandbox/executor.ts';
import { type Code, readableSource } from '../criteria/code-size.ts';
import { syntaxIssue } from '../criteria/syntax-issue.ts';
import type { Problem } from '../item.ts';
import type { Runs } from './runs.ts';
import { trialOf } from './trial.ts';

const compilers = {
  python: { name: 'Python', says: (engine: string) => `${engine}'s compile()` },
  java: { name: 'Java', says: (engine: string) => `${engine}'s javac` },
};

/**
 * In place of a criterion that parses by a grammar: the language's own compiler judges. It takes no
 * sandbox of its own, as what is run was compiled before; where there is none, the grammar stays.
 */
export function compiles(
  language: 'python' | 'java',
  grammar: Criterion<Problem>,
  runs: Runs,
): Criterion<Problem> {
  const { name, says } = compilers[language];
  return {
    ...grammar,
    title: `The ${name} compiles`,
    version: 2,
    async engine(signal): Promise<EngineProbe> {
      const probe = await runs.engine(language, signal);
      if (probe.type === 'ready') return { ...probe, engine: says(probe.engine) };
      const parser = (await grammar.engine?.(signal)) ?? probe;
      return parser.type === 'ready' ? { ...parser, more: probe.install } : parser;
    },
    async check(artefact, context) {
      const code = readableSource(artefact, language);
      if (code.type === 'outcome') return code.outcome;
      const trial = trialOf(artefact, language);
      const result =
        trial.type === 'trial'
          ? await runs.run(language, trial.program, trial.calls)
          : await runs.compile(language, code.source);
      switch (result.type) {
        case 'not-available':
          return grammar.check(artefact, context);
        case 'not-started':
          return { notChecked: `the sandbox did not start: ${result.reason}` };
        case 'ran':
        case 'parsed':
          return [];
        case 'rejected':
          return outcomeOf(result, code, name);
        default:
          return result satisfies never;
      }
    },
  };
}

/** A compiler that lost its way goes on to find faults that are none. */
const mostIssues = 5;

function outcomeOf({ compiled, errors }: Rejected, code: Code, name: string): Issue[] | NotChecked {
  if (compiled) return [];
  if (compiled === undefined) {
    return { notChecked: `the compiler was not heard: ${errors[0]?.message ?? 'it said nothing'}` };
  }
  return errors.slice(0, mostIssues).map(({ line, message }): Issue => {
    const what = message.replace(/\s+/g, ' ').replace(/[.?]$/, '');
    if (line !== undefined) return syntaxIssue({ line, what, verb: 'compile' }, code);
    return { path: code.path, message: `The ${name} does not compile: ${what}.` };
  });
}
