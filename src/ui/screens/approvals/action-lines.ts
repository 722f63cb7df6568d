import type { ApprovalState } from '../../../engine/state.ts';
import type { Line, Tone } from '../../line.ts';
import { breakRows } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';

const labelCells = 11;
/** A call may carry a whole file: what nobody would scroll through is only counted. */
const mostInput = 40_000;

/** The whole action: what it would do, who asks and why, and every argument, nothing hidden. */
export function actionLines(approval: ApprovalState, width: number, terminal: Terminal): Line[] {
  const { action, tool, item, attempt, turn, reason, input, digest } = approval;
  const field = (label: string, text: string, tone: Tone = 'plain') =>
    labelled(label, { text, tone, width }, terminal);
  return [
    ...field('action', `${action.verb} ${action.target}`, 'strong'),
    ...field('effect', action.effect, 'warn'),
    ...field('tool', tool),
    ...field('asked by', `${item}, attempt ${attempt}, turn ${turn}`),
    ...field('because', reason === '' ? 'it gave no reason' : reason),
    ...field('arguments', pretty(input)),
    ...field('digest', digest.slice(0, 16), 'quiet'),
  ];
}

function labelled(
  label: string,
  { text, tone, width }: { text: string; tone: Tone; width: number },
  { charset }: Terminal,
): Line[] {
  const cells = Math.max(10, width - labelCells - 3);
  const rows = text.split('\n').flatMap((line) => breakRows(line, cells, charset));
  return rows.map(
    (row, index): Line => [
      { text: ` ${(index === 0 ? label : '').padEnd(labelCells)} `, tone: 'quiet' },
      { text: row, tone },
    ],
  );
}

function pretty(input: string): string {
  const cut = input.length - mostInput;
  if (cut > 0)
    return `${input.slice(0, mostInput)}\n… and ${cut} more characters: see the transcript`;
  try {
    return JSON.stringify(JSON.parse(input), null, 2);
  } catch {
    return input;
  }
}
