import type { CriterionResult, ReportCard } from '../cards/report-card.ts';
import { groupIssues, type IssueGroup } from './issue-groups.ts';

const groupsShown = 5;
const placesShown = 5;
/** Of one line; what a model wrote may be quoted in it. */
const lineCap = 400;
const textCap = 6000;
/** More than one line with the name of its criterion. */
const leastRoom = 2 * lineCap;

/**
 * The report card as the agent gets it back: only what failed, heaviest first, what is alike in one
 * line with its number and the first places. The cheapest repair begins with the shortest true list.
 */
export function feedbackText(card: ReportCard, file: string): string {
  if (card.verdict === 'pass') return passText(card);
  const failed = card.criteria.filter(({ status }) => status === 'fail').sort(worstFirst);
  const unchecked = card.criteria.filter(
    ({ status, tolerated }) => status === 'not-checked' && !tolerated,
  );
  if (failed.length === 0) return uncheckedText(unchecked, file);
  const head = `Report card: FAIL. ${failed.length} of ${card.criteria.length} criteria failed in ${file}:`;
  const tail =
    'Repair only what is listed, each by a small edit at its place (patch_json or edit_file), never by writing the file anew; leave everything else exactly as it is. Then call validate in the same message.';
  return [head, ...blocksWithin(failed), ...heldUp(unchecked), tail].join('\n');
}

function uncheckedText(unchecked: CriterionResult[], file: string): string {
  const reasons = unchecked.map(({ id, title, reason = '' }) =>
    cut(`[${id}] ${title}\n- not checked: ${reason}`),
  );
  return [`Report card: NOT CHECKED. Nothing failed in ${file}, but:`, ...reasons].join('\n');
}

function worstFirst(a: CriterionResult, b: CriterionResult): number {
  return b.weight - a.weight || b.issues.length - a.issues.length;
}

/** One block a criterion while there is room; of the others the names and numbers. */
function blocksWithin(failed: CriterionResult[]): string[] {
  const blocks: string[] = [];
  let room = textCap;
  for (const result of failed) {
    if (room < leastRoom) break;
    const block = fitting(criterionText(result), room);
    blocks.push(block);
    room -= block.length + 1;
  }
  const rest = failed.slice(blocks.length);
  if (rest.length === 0) return blocks;
  const names = rest.slice(0, 20).map(({ id, issues }) => `${id} (${issues.length})`);
  const more = rest.length > names.length ? ' …' : '';
  return [...blocks, `… the list is cut here; ${rest.length} more: ${names.join(', ')}${more}`];
}

/** As many whole lines as there is room for. */
function fitting(text: string, room: number): string {
  if (text.length <= room) return text;
  const end = text.lastIndexOf('\n', room - 3);
  return `${text.slice(0, end)}\n- …`;
}

/** What is missing can keep other criteria from being judged: no fault of its own, so one line. */
function heldUp(unchecked: CriterionResult[]): string[] {
  if (unchecked.length === 0) return [];
  return [cut(`Not checked yet: ${unchecked.map(({ id }) => id).join(', ')}.`)];
}

function passText({ criteria }: ReportCard): string {
  const open = criteria.filter(({ status }) => status !== 'pass').map(({ id }) => id);
  if (open.length === 0) return `Report card: PASS. All ${criteria.length} criteria hold.`;
  const hold = `${criteria.length - open.length} of ${criteria.length} criteria hold`;
  return `Report card: PASS, ${open.length} not checked. ${hold}; not judged here: ${open.join(', ')}.`;
}

function criterionText({ id, title, issues, fixHint }: CriterionResult): string {
  const groups = groupIssues(issues);
  const count = issues.length > 1 ? ` (${issues.length} issues)` : '';
  const hint = fixHint === undefined || groups.some(({ fix }) => fix) ? '' : `; fix: ${fixHint}`;
  const left = groups.slice(groupsShown).reduce((sum, { places }) => sum + places.length, 0);
  return [
    cut(`[${id}] ${title}${count}${hint}`),
    ...groups.slice(0, groupsShown).flatMap(groupLines),
    ...(left > 0 ? [`- … and ${left} more of other kinds`] : []),
  ].join('\n');
}

function groupLines({ message, fix, places }: IssueGroup): string[] {
  const advice = fix === undefined ? [] : [`fix: ${fix}`];
  const [only] = places;
  if (only && places.length === 1) {
    return [cut([`- ${only.path}: ${message}`, ...detail(only), ...advice].join('; '))];
  }
  const more = places.length - placesShown;
  const end = more > 0 ? [`and ${more} more like these`] : [];
  const shown = places.slice(0, placesShown);
  const head = [`- ${places.length} × ${message}`, ...advice].join('; ');
  if (shown.every((place) => detail(place).length === 0)) {
    return [cut(head), cut(`  at ${[...shown.map(({ path }) => path), ...end].join(', ')}`)];
  }
  const lines = shown.map((place) => cut(`  at ${[place.path, ...detail(place)].join('; ')}`));
  return [cut(head), ...lines, ...end.map((words) => `  … ${words}`)];
}

function detail({ expected, found }: IssueGroup['places'][number]): string[] {
  return [
    ...(expected === undefined ? [] : [`expected ${expected}`]),
    ...(found === undefined ? [] : [`found ${found}`]),
  ];
}

function cut(text: string): string {
  return text.length <= lineCap ? text : `${text.slice(0, lineCap - 1)}…`;
}
