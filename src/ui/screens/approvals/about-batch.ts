import type { ApprovalState } from '../../../engine/state/state.ts';
import { grouped } from '../../format.ts';
import type { Line } from '../../line.ts';
import { breakRows } from '../../sanitise.ts';
import { confirmHeadRows } from '../confirm.tsx';
import { type ActionKind, kindsOf } from './decision-words.ts';

/** What is to be confirmed: one action with its effect and arguments, or the kinds of many and each of them. */
export function aboutBatch(
  approvals: readonly ApprovalState[],
  { columns, rows }: { columns: number; rows: number },
): Line[] {
  const [only] = approvals;
  const room = rows - confirmHeadRows;
  if (only && approvals.length === 1) return aboutOne(only, columns).slice(0, room);
  const kinds = kindsOf(approvals).map(kindLine);
  return [...kinds, [], ...eachLine(approvals, Math.max(1, room - kinds.length - 1))];
}

function aboutOne({ action, item, input, state }: ApprovalState, columns: number): Line[] {
  const broken = (text: string): Line[] =>
    breakRows(text.slice(0, 4_000), Math.max(10, columns - 2)).map((row) => [{ text: ` ${row}` }]);
  return [
    [
      { text: ` ${action.verb} ${action.target}`, tone: 'strong' },
      { text: `  ${item}`, tone: 'quiet' },
      { text: againWords(state), tone: 'warn' },
    ],
    ...broken(action.effect),
    ...broken(`with ${input}`),
  ];
}

function kindLine({ count, verb, target, state }: ActionKind): Line {
  return [
    { text: ` ${grouped(count)} times `, tone: 'quiet' },
    { text: `${verb} ${target}`, tone: 'strong' },
    { text: againWords(state), tone: 'warn' },
  ];
}

function againWords(state: ApprovalState['state']): string {
  if (state === 'unknown') return '  may have happened already: carries it out once more';
  return state === 'failed' ? '  failed before: tries it again' : '';
}

/** As many as there is room for. */
function eachLine(approvals: readonly ApprovalState[], room: number): Line[] {
  const shown = approvals.slice(0, approvals.length > room ? room - 1 : room);
  const more = approvals.length - shown.length;
  const lines = shown.map(
    ({ action, item }): Line => [
      { text: `   ${action.verb} ${action.target}` },
      { text: `  ${item}`, tone: 'quiet' },
    ],
  );
  const rest: Line = [{ text: `   and ${grouped(more)} more`, tone: 'quiet' }];
  return more > 0 ? [...lines, rest] : lines;
}
