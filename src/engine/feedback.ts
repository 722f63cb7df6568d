import type { Issue } from './criterion.ts';
import type { CriterionResult, ReportCard } from './report-card.ts';

const issuesShown = 5;
const textCap = 6000;

/**
 * The report card as the agent gets it back: only what failed, heaviest first, a few issues each
 * with the number of the rest. The cheapest repair begins with the shortest true list.
 */
export function feedbackText(card: ReportCard, file: string): string {
  if (card.verdict === 'pass')
    return `Report card: PASS. All ${card.criteria.length} criteria hold.`;
  const failed = card.criteria
    .filter(({ status }) => status !== 'pass')
    .sort((a, b) => b.weight - a.weight);
  const head = `Report card: FAIL. ${failed.length} of ${card.criteria.length} criteria failed in ${file}:`;
  const body = failed.map(criterionText).join('\n');
  const tail =
    'Repair only what is listed, by small edit_file calls; leave everything else exactly as it is. Then call validate in the same message.';
  return `${head}\n${cut(body)}\n${tail}`;
}

function criterionText({ id, title, issues, reason }: CriterionResult): string {
  const head = `[${id}] ${title}${issues.length > 1 ? ` (${issues.length} issues)` : ''}`;
  if (reason !== undefined) return `${head}\n- not checked: ${reason}`;
  const more = issues.length - issuesShown;
  return [
    head,
    ...issues.slice(0, issuesShown).map(issueText),
    ...(more > 0 ? [`- … and ${more} more like these`] : []),
  ].join('\n');
}

function issueText({ path, message, expected, found, fix }: Issue): string {
  const parts = [
    `- ${path}: ${message}`,
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(found === undefined ? [] : [`found ${found}`]),
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
  ];
  return parts.join('; ');
}

function cut(text: string): string {
  return text.length <= textCap ? text : `${text.slice(0, textCap)}\n… the list is cut here`;
}
