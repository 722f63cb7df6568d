import type { Criterion, Issue } from '../../../engine/cards/criterion.ts';
import { answerOf } from '../../../sandbox/answer.ts';
import type { CallResult, RunResult, SourceError } from '../../../sandbox/executor.ts';
import { sameResult } from '../../../sandbox/same-result.ts';
import { type Tagged, taggedOf } from '../../../sandbox/tagged.ts';
import { nothingToCheck } from '../criteria/depth.ts';
import { cut, show } from '../criteria/json-value.ts';
import { comparisonOf } from '../criteria/lesson-parts.ts';
import type { Language, Problem } from '../item.ts';
import type { Comparison } from '../lesson.ts';
import type { RunnableCase } from './cases.ts';
import { resultText } from './result-text.ts';
import type { Runs } from './runs.ts';
import { trialOf } from './trial.ts';

const names: Record<Language, string> = {
  javascript: 'JavaScript',
  python: 'Python',
  java: 'Java',
};

/** Each test case, run in one language, gives what the lesson expects: so all languages agree. */
export function agrees(language: Language, runs: Runs): Criterion<Problem> {
  return {
    id: `${language}-agrees`,
    title: `The ${names[language]} gives the expected results`,
    weight: 5,
    engine: (signal) => runs.engine(language, signal),
    version: 2,
    async check(artefact) {
      const trial = trialOf(artefact, language);
      if (trial.type === 'nothing') return trial.outcome;
      const { program, calls, cases, path } = trial;
      const result = await runs.run(language, program, calls);
      if (result.type === 'not-available') return { notChecked: result.reason };
      if (result.type === 'not-started') {
        return { notChecked: `the sandbox did not start: ${result.reason}` };
      }
      // Where it does not compile, the criterion that asks for that has said so.
      if (result.type === 'rejected' && result.compiled === false) {
        return nothingToCheck(`${names[language]} that compiles`);
      }
      const comparison = comparisonOf(artefact);
      return issuesOf(result, { cases, path, language, comparison });
    },
  };
}

const nothing: Tagged = { type: 'null' };

interface About {
  cases: readonly RunnableCase[];
  path: string;
  language: Language;
  comparison: Comparison;
}

function issuesOf(result: Extract<RunResult, { type: 'ran' | 'rejected' }>, about: About): Issue[] {
  if (result.type === 'rejected') return result.errors.map((error) => rejected(error, about));
  return about.cases.flatMap((one, at) => callIssue(result.results[at], one, about));
}

function rejected({ line, message }: SourceError, { path, language }: About): Issue {
  return {
    path: line === undefined ? path : `${path}[${line - 1}]`,
    message: `The ${names[language]} does not run: ${message}`,
    fix: 'Correct the code there; it has to run as it stands.',
  };
}

function callIssue(call: CallResult | undefined, one: RunnableCase, about: About): Issue[] {
  const { path, expected } = one;
  const language = names[about.language];
  const base = { path: `${path}.expected`, expected: show(expected) };
  if (call === undefined) return [{ ...base, message: `The ${language} gave no result.` }];
  if (call.type !== 'value') {
    const message = `The ${language} ends otherwise (${call.type}): ${call.message}`;
    return [{ ...base, message, fix: 'Correct the code, or the arguments that it cannot take.' }];
  }
  const { anyOrder, inPlace } = about.comparison;
  const found = answerOf(call, { inPlace }) ?? nothing;
  // Its states show the expected result as the JavaScript gives it: the others alone may have another order.
  const order = about.language === 'javascript' ? false : anyOrder;
  if (sameResult(taggedOf(expected), found, { anyOrder: order })) return [];
  return [
    {
      ...base,
      message: `The ${language} gives another result than the lesson expects.`,
      found: cut(resultText(found)),
      fix: 'Find out which of both is right by hand; correct the code in this language, or expected and the states.',
    },
  ];
}
