import type { ApprovalState } from '../../../engine/state/state.ts';
import { formatLeft, formatMoment } from '../../format.ts';
import type { Line, Tone } from '../../line.ts';
import { breakRows } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';
import { breakWords } from '../item/break-words.ts';
import { decisionMeaning, standsWords } from './decision-words.ts';
import { lookHint } from './look-hint.ts';

const labelCells = 11;
/** A call may carry a whole file: what nobody would scroll through is only counted. */
const mostInput = 40_000;
const mostWorded = 1_000;

/** Where and when an action is shown, and the keys that decide about it. */
export interface ActionLook {
  width: number;
  nowMs: number;
  keys: { approve: string; deny: string };
}

/** The whole action: how it stands, what it would do, who asks and why, and every argument, nothing hidden. */
export function actionLines(approval: ApprovalState, look: ActionLook, terminal: Terminal): Line[] {
  const { action, tool, reason, input, digest } = approval;
  const field = (label: string, text: string, tone: Tone = 'plain') =>
    labelled(label, { text, tone, width: look.width }, terminal);
  const prose = (label: string, text: string, tone: Tone = 'plain') =>
    worded(label, { text, tone, width: look.width }, terminal);
  return [
    ...field('action', `${action.verb} ${action.target}`, 'strong'),
    ...standing(approval, look, terminal),
    ...prose('effect', action.effect, 'warn'),
    ...field('tool', tool),
    ...prose('asked by', askerWords(approval)),
    ...prose('because', reason === '' ? 'it gave no reason' : reason),
    ...prose('expires', expiryWords(approval, look.nowMs)),
    ...argumentLines(approval, input, { width: look.width, terminal }),
    ...field('digest', digest.slice(0, 16), 'quiet'),
  ];
}

/** What came of it, where that is for a person to judge, and what the keys mean then. */
function standing(approval: ApprovalState, look: ActionLook, terminal: Terminal): Line[] {
  const meaning = decisionMeaning(approval, look.keys);
  if (meaning === undefined) return [];
  const { outcome, decidedBy, state } = approval;
  const field = (label: string, text: string, tone: Tone) =>
    worded(label, { text, tone, width: look.width }, terminal);
  const said = outcome === '' ? '' : `: ${outcome}`;
  const approved = decidedBy === '' ? '' : `, approved by ${decidedBy}`;
  return [
    ...field(
      'stands',
      `${standsWords(approval).long}${approved}${said}`,
      state === 'failed' ? 'bad' : 'warn',
    ),
    ...field('decide', meaning, 'strong'),
    ...field('look at', lookHint(approval), 'plain'),
  ];
}

function askerWords({ asker, item, attempt, turn }: ApprovalState): string {
  return asker === 'agent'
    ? `the agent of ${item}, attempt ${attempt}, turn ${turn}`
    : `the product, after ${item} was accepted; it stays accepted whatever you decide`;
}

function expiryWords({ expiresAtMs }: ApprovalState, nowMs: number): string {
  if (expiresAtMs === null) return 'never: it waits until somebody decides';
  const left = formatLeft(expiresAtMs - nowMs);
  return `${formatMoment(expiresAtMs)}, ${left}; then it counts as denied`;
}

interface LaidArguments {
  width: number;
  terminal: Terminal;
}

const laid = new WeakMap<ApprovalState, LaidArguments & { lines: readonly Line[] }>();

/** Laid out once, not with each frame: a large call takes its time. */
function argumentLines(
  approval: ApprovalState,
  input: string,
  { width, terminal }: LaidArguments,
): readonly Line[] {
  const known = laid.get(approval);
  if (known?.width === width && known.terminal === terminal) return known.lines;
  const text = pretty(input);
  const lines = labelled('arguments', { text, tone: 'plain', width }, terminal);
  laid.set(approval, { width, terminal, lines });
  return lines;
}

interface FieldText {
  text: string;
  tone: Tone;
  width: number;
}

/** Character for character, as a path or an argument has to be read. */
function labelled(label: string, field: FieldText, { charset }: Terminal): Line[] {
  const cells = cellsOf(field);
  const rows = field.text.split('\n').flatMap((line) => breakRows(line, cells, charset));
  return underLabel(label, rows, field.tone);
}

/** Broken between words; a long text like any other, for that takes less time. */
function worded(label: string, field: FieldText, terminal: Terminal): Line[] {
  if (field.text.length > mostWorded) return labelled(label, field, terminal);
  const cells = cellsOf(field);
  const rows = field.text.split('\n').flatMap((line) => breakWords(line, cells, terminal.charset));
  return underLabel(label, rows, field.tone);
}

function cellsOf({ width }: FieldText): number {
  return Math.max(10, width - labelCells - 3);
}

function underLabel(label: string, rows: readonly string[], tone: Tone): Line[] {
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
