import type { ReportCard } from '../engine/cards/report-card.ts';
import { cut } from '../ui/sanitise.ts';
import { safeJson } from './write-out.ts';

const widest = 300;

/** The first line of the table of report cards that `cardLines` makes the others of. */
export const cardsHead = 'VERDICT      CRITERIA  FILE';

/** A report card for a person: a row, and below it what keeps it from a pass or was not checked. */
export function cardLines(file: string, { verdict, criteria }: ReportCard): string[] {
  const open = criteria.filter(({ status }) => status !== 'pass');
  const held = `${criteria.length - open.length}/${criteria.length}`;
  const row = `${verdict.toUpperCase().padEnd(11)}  ${held.padStart(8)}  ${file}`;
  const below = open.flatMap(({ id, status, issues, reason }) => [
    `  ${status === 'fail' ? 'FAIL' : 'not checked'}  ${id}${reason === undefined ? '' : `: ${reason}`}`,
    ...issues.map(
      ({ path, message, expected, found }) =>
        `    ${path}: ${message}${expected === undefined ? '' : `; expected ${expected}`}${found === undefined ? '' : `; found ${found}`}`,
    ),
  ]);
  return [row, ...below].map((line) => cut(line, widest));
}

/** What no check without a model says anything of, as the end of a line; empty when nothing is left out. */
export function leftToRuns(judged: string | undefined): string {
  if (judged === undefined) return '';
  return `; ${judged} is left to runs: it takes a model, and none is asked here`;
}

/** A report card for a program: one line of JSON that no terminal obeys. */
export function cardJson(file: string, { verdict, criteria }: ReportCard): string {
  const results = criteria.map(({ id, status, issues, reason }) => ({
    ...{ id, status },
    ...(reason === undefined ? {} : { reason }),
    issues: issues.map(({ path, message, expected, found, fix }) => {
      return { path, message, expected, found, fix };
    }),
  }));
  return safeJson(JSON.stringify({ file, verdict, criteria: results }));
}
