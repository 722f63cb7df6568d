import { basename } from 'node:path';
import { z } from 'zod';
import type { HookContext, HookEnd } from './hook-end.ts';
import { postWebhook, type WebhookHook } from './post-webhook.ts';
import { type CommandHook, runCommand } from './run-command.ts';

/** What the operator has run or called when something is published or sent. */
export type Hook = CommandHook | WebhookHook;

const word = z.string().refine((text) => !text.includes('\0'), 'no NUL character');
const program = word.min(1, 'the name of a program');

/** From factory.json: `{command: [program, ...arguments]}` or `{webhook: address}`, with `timeoutSeconds` or without. */
export const hookSchema = z
  .strictObject({
    command: z.tuple([program], word).optional(),
    webhook: z
      .url({ protocol: /^https?$/, error: 'an address such as https://example.org/hook' })
      .refine(hasNoCredentials, 'an address without user name and password')
      .optional(),
    timeoutSeconds: z.number().positive().max(600).default(60),
  })
  .transform(({ command, webhook, timeoutSeconds }, context): Hook => {
    if (command && !webhook) return { type: 'command', command, timeoutSeconds };
    if (webhook && !command) return { type: 'webhook', url: webhook, timeoutSeconds };
    context.addIssue('either "command" (a program and its arguments) or "webhook" (an address)');
    return z.NEVER;
  });

/**
 * Runs or calls a hook with a payload, once. A command has it on stdin, and the approval's id in
 * AI_FACTORY_APPROVAL_ID; a webhook as its body, and the id as `idempotency-key`. Never throws for what
 * the hook does.
 */
export async function runHook(hook: Hook, payload: object, context: HookContext): Promise<HookEnd> {
  if (context.signal.aborted) {
    return named(hook, { type: 'failed', text: 'was not begun: the run was stopped' });
  }
  const text = JSON.stringify(payload);
  switch (hook.type) {
    case 'command':
      return named(hook, await runCommand(hook, text, context));
    case 'webhook':
      return named(hook, await postWebhook(hook, text, context));
    default:
      return hook satisfies never;
  }
}

/** What running a hook means, to a person who decides: `runs "notify --all", at most 60 s`. */
export function hookEffect(hook: Hook): string {
  const limit = `at most ${hook.timeoutSeconds} s`;
  switch (hook.type) {
    case 'command':
      return `runs ${hook.command.map(quoted).join(' ')}, ${limit}`;
    case 'webhook': {
      const { protocol, host, pathname } = new URL(hook.url);
      return `posts it to ${protocol}//${host}${pathname}, ${limit}`;
    }
    default:
      return hook satisfies never;
  }
}

/** The program or the host of a hook. */
export function hookTarget(hook: Hook): string {
  return hook.type === 'command' ? basename(hook.command[0]) : new URL(hook.url).host;
}

function named(hook: Hook, { type, text }: HookEnd): HookEnd {
  return { type, text: `${hookTarget(hook)} ${text}` };
}

function quoted(text: string): string {
  return /^[\w./:=@%+,-]+$/.test(text) ? text : JSON.stringify(text);
}

function hasNoCredentials(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { username, password } = new URL(address);
  return username === '' && password === '';
}
