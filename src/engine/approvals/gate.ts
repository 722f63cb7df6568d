import type { ToolUseBlock } from '../../models/port.ts';
import { isUnparsedInput } from '../../models/unparsed-input.ts';
import type { Tool } from '../../tools/tool.ts';
import { toolCallsOf } from '../agent/conversation.ts';
import type { EntryOf } from '../agent/transcript.ts';
import type { EventBody } from '../journal/events.ts';
import type { ApprovalState } from '../state/state.ts';
import { type ApprovalQuestion, questionOf } from './approval-question.ts';
import { askByRules } from './ask-by-rules.ts';
import type { Policy } from './policy.ts';

/**
 * What becomes of a tool call: it runs, by the approval it got if it needed one; it has its answer
 * already; or it waits for a person.
 */
export type Ruling =
  | { type: 'run'; approval?: ApprovalState }
  | { type: 'answer'; text: string; isError: boolean }
  | { type: 'wait'; question: ApprovalQuestion };

/** Stands between the calls of an agent and the tools that need a person's word. */
export interface Gate {
  /** Depends on the call, on what was decided about it and on what came of it, alone. */
  rule(reply: EntryOf<'reply'>, call: ToolUseBlock): Ruling;
  /**
   * Puts on record, once each, what these calls have to ask, and what a rule says to it. In words what
   * the item waits for now, or undefined when all of them may be acted upon.
   */
  ask(reply: EntryOf<'reply'>, calls: readonly ToolUseBlock[]): string | undefined;
}

export interface GateParts {
  item: string;
  attempt: number;
  /** When the attempt began: an item begun anew counts its attempts from 1 again. */
  openedAt: string;
  tools: readonly Tool[];
  policy: Policy;
  approval(id: string): ApprovalState | undefined;
  record(body: EventBody): void;
  /** When what is asked now expires, epoch ms. */
  expiresAtMs(): number;
}

/** A person can judge so much; a flood of questions, or a huge one, goes back to the agent. */
const maxQuestions = 10;
const maxInputChars = 20_000;

/** The gate of one attempt. Decisions are on record, so that a restart finds them, and asks nothing twice. */
export function createGate(parts: GateParts): Gate {
  const rule = (reply: EntryOf<'reply'>, call: ToolUseBlock) => ruleOn(parts, reply, call);
  const questionsOf = (reply: EntryOf<'reply'>, calls: readonly ToolUseBlock[]) =>
    calls.flatMap((call) => {
      const ruling = rule(reply, call);
      return ruling.type === 'wait' ? [ruling.question] : [];
    });
  return {
    rule,
    ask(reply, calls) {
      for (const question of questionsOf(reply, calls)) askFor(parts, question);
      const open = questionsOf(reply, calls);
      return open.length === 0 ? undefined : waitingFor(open);
    },
  };
}

function askFor(parts: GateParts, question: ApprovalQuestion): void {
  if (parts.approval(question.id)?.digest === question.digest) return;
  askByRules(parts, { type: 'approval.asked', ...question });
}

function ruleOn(parts: GateParts, reply: EntryOf<'reply'>, call: ToolUseBlock): Ruling {
  const tool = parts.tools.find(({ name }) => name === call.name);
  // A call that cannot run gets its error where all others get theirs.
  if (!tool || tool.gate === 'none' || isUnparsedInput(call.input)) return { type: 'run' };
  if (tool.gate === 'deny') return refuse(`${tool.name} is not allowed here. Go on without it.`);
  const described = tool.describe(call.input);
  if (described.type === 'invalid') return refuse(described.problem);
  if (JSON.stringify(call.input).length > maxInputChars) {
    return refuse(
      `${tool.name} needs a person, who can judge ${maxInputChars} characters at most.`,
    );
  }
  if (gatedBefore(parts, reply, call) >= maxQuestions) {
    return refuse(`Not run: a person is asked ${maxQuestions} things a reply at most.`);
  }
  const place = { ...parts, expiresAtMs: parts.expiresAtMs() };
  const question = questionOf(place, { reply, call, action: described.action });
  const asked = parts.approval(question.id);
  // Another action under the same name was never decided upon.
  return asked?.digest === question.digest ? ruledBy(asked, question) : { type: 'wait', question };
}

function ruledBy(asked: ApprovalState, question: ApprovalQuestion): Ruling {
  switch (asked.state) {
    case 'approved':
      return { type: 'run', approval: asked };
    case 'denied':
      return refuse(denied(asked));
    case 'expired':
      return refuse('Not run: nobody decided in time. Do not ask for it again; go on without it.');
    case 'void':
      return refuse(`Not run: ${asked.decidedReason}`);
    // It has happened: what it said is on record, whatever became of the worker that heard it.
    case 'done':
      return { type: 'answer', text: asked.outcome, isError: false };
    case 'failed':
      return { type: 'answer', text: asked.outcome, isError: true };
    case 'waiting':
    case 'acting':
    case 'unknown':
      return { type: 'wait', question };
    default:
      return asked.state satisfies never;
  }
}

function refuse(text: string): Ruling {
  return { type: 'answer', text, isError: true };
}

function gatedBefore({ tools }: GateParts, reply: EntryOf<'reply'>, call: ToolUseBlock): number {
  const calls = toolCallsOf(reply);
  return calls
    .slice(0, calls.indexOf(call))
    .filter(({ name }) => tools.some((tool) => tool.name === name && tool.gate === 'ask')).length;
}

function denied({ decidedReason, outcome }: ApprovalState): string {
  const why = decidedReason.trim() === '' ? 'no reason was given' : decidedReason.trim();
  if (outcome !== '') {
    return `It may have happened or not (${outcome}), and a person decided not to repeat it (${why}). Do not ask for it again.`;
  }
  return `Not run: a person denied it (${why}). Do not ask for it again; go on another way, or without it.`;
}

function waitingFor(questions: readonly ApprovalQuestion[]): string {
  const actions = questions.map(({ action }) => `${action.verb} ${action.target}`).join(', ');
  const what = actions.length > 200 ? `${actions.slice(0, 199)}…` : actions;
  return questions.length === 1
    ? `waits for approval: ${what}`
    : `waits for ${questions.length} approvals: ${what}`;
}
