import type { ToolUseBlock } from '../models/port.ts';
import { isUnparsedInput } from '../models/unparsed-input.ts';
import type { Tool } from '../tools/tool.ts';
import { type ApprovalQuestion, questionOf } from './approval-question.ts';
import { toolCallsOf } from './conversation.ts';
import type { EventBody } from './events.ts';
import type { ApprovalState } from './state.ts';
import type { EntryOf } from './transcript.ts';

/** What becomes of a tool call: it runs, is answered with an error, or waits for a person. */
export type Ruling =
  | { type: 'run' }
  | { type: 'refuse'; text: string }
  | { type: 'wait'; question: ApprovalQuestion };

/** Stands between the calls of an agent and the tools that need a person's word. */
export interface Gate {
  /** Depends on the call, and on what a person has decided about it, alone. */
  rule(reply: EntryOf<'reply'>, call: ToolUseBlock): Ruling;
  /**
   * Puts on record, once each, what these calls have to ask. In words what the item waits for now, or
   * undefined when all of them may be acted upon.
   */
  ask(reply: EntryOf<'reply'>, calls: readonly ToolUseBlock[]): string | undefined;
}

export interface GateParts {
  item: string;
  attempt: number;
  /** When the attempt began: an item begun anew counts its attempts from 1 again. */
  openedAt: string;
  tools: readonly Tool[];
  approval(id: string): ApprovalState | undefined;
  record(body: EventBody): void;
}

/** A person can judge so much; a flood of questions, or a huge one, goes back to the agent. */
const maxQuestions = 10;
const maxInputChars = 20_000;

/** The gate of one attempt. Decisions are on record, so that a restart finds them, and asks nothing twice. */
export function createGate(parts: GateParts): Gate {
  const rule = (reply: EntryOf<'reply'>, call: ToolUseBlock) => ruleOn(parts, reply, call);
  return {
    rule,
    ask(reply, calls) {
      const questions = calls.flatMap((call) => {
        const ruling = rule(reply, call);
        return ruling.type === 'wait' ? [ruling.question] : [];
      });
      for (const question of questions) {
        const asked = parts.approval(question.id);
        if (asked?.digest === question.digest) continue;
        parts.record({ type: 'approval.asked', ...question });
      }
      return questions.length === 0 ? undefined : waitingFor(questions);
    },
  };
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
  const question = questionOf(parts, { reply, call, action: described.action });
  const asked = parts.approval(question.id);
  // Another action under the same name was never decided upon.
  if (asked?.digest !== question.digest || asked.decision === 'waiting') {
    return { type: 'wait', question };
  }
  return asked.decision === 'approved' ? { type: 'run' } : refuse(denied(asked));
}

function refuse(text: string): Ruling {
  return { type: 'refuse', text };
}

function gatedBefore({ tools }: GateParts, reply: EntryOf<'reply'>, call: ToolUseBlock): number {
  const calls = toolCallsOf(reply);
  return calls
    .slice(0, calls.indexOf(call))
    .filter(({ name }) => tools.some((tool) => tool.name === name && tool.gate === 'ask')).length;
}

function denied({ decidedReason }: ApprovalState): string {
  const why = decidedReason.trim() === '' ? 'no reason was given' : decidedReason.trim();
  return `Not run: a person denied it (${why}). Do not ask for it again; go on another way, or without it.`;
}

function waitingFor(questions: readonly ApprovalQuestion[]): string {
  const actions = questions.map(({ action }) => `${action.verb} ${action.target}`).join(', ');
  const what = actions.length > 200 ? `${actions.slice(0, 199)}…` : actions;
  return questions.length === 1
    ? `waits for approval: ${what}`
    : `waits for ${questions.length} approvals: ${what}`;
}
