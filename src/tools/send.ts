import { z } from 'zod';
import { type Hook, hookEffect, hookTarget, runHook } from './hook.ts';
import type { HookEnd } from './hook-end.ts';
import { defineTool, type Tool, type ToolResult } from './tool.ts';
import { ToolError } from './tool-error.ts';

/** `send`: a notice to the operators, by their own command or webhook, once one of them has approved it. */
export function createSend(hook: Hook, root: string): Tool {
  return defineTool({
    name: 'send',
    description:
      'Send a notice to the operators of this factory, such as a fault in the catalogue that they should know of. A person is asked first and reads the whole of it, so it may take long; do not send what your output can say.',
    effect: 'external',
    gate: 'ask',
    input: z.strictObject({
      subject: z.string().min(1).max(200).describe('What it is about, in one line.'),
      text: z.string().min(1).max(5_000).describe('The whole notice, in plain text.'),
    }),
    alike: [],
    describe: ({ subject, text }) => ({
      verb: 'send',
      target: hookTarget(hook),
      effect: `Sends a notice: ${hookEffect(hook)}.\nSubject: ${subject}\n${text}`,
    }),
    run: async ({ subject, text }, { approvalId: id, signal }) => {
      if (id === undefined) throw new ToolError('Nothing is sent that nobody approved.');
      const payload = { id, action: 'send', subject, text };
      const end = await runHook(hook, payload, { cwd: root, id, signal, env: process.env });
      return resultOf(end);
    },
    evidence: async () =>
      `nothing here shows it: look at the receiver (${hookTarget(hook)}) for the id of this approval`,
  });
}

function resultOf({ type, text }: HookEnd): ToolResult {
  switch (type) {
    case 'done':
      return { text: `Sent: ${text}`, isError: false };
    case 'failed':
      return { text: `Not sent: ${text}`, isError: true };
    case 'unknown':
      return { text: `Perhaps sent: ${text}`, isError: true, outcome: 'unknown' };
    default:
      return type satisfies never;
  }
}
