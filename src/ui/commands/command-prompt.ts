import type { Hands } from '../hands.ts';
import type { PromptSpec } from '../prompt.ts';
import type { TypedCommand } from './command.ts';
import { decisionCommands } from './decision-commands.ts';
import { runCommands } from './run-commands.ts';
import { viewCommands } from './view-commands.ts';

/** Every word of the command line. */
export const typedCommands: readonly TypedCommand[] = [
  ...runCommands,
  ...decisionCommands,
  ...viewCommands,
];

const shownMost = 12;

/** The command line: `:workers 8`, `:retry two-sum`, `:money`. */
export function commandPrompt(hands: Hands): PromptSpec {
  return {
    prefix: ':',
    hint: 'a command; tab completes',
    history,
    remark: (text) => remark(hands, text),
    complete: (text) => completions(hands, text),
    submit: (text) => carryOut(hands, text),
  };
}

const history: string[] = [];

function carryOut(hands: Hands, text: string): void {
  const [name = '', ...words] = text.split(/\s+/);
  if (name === '') return;
  const command = find(name);
  const wrong = command
    ? command.run(hands, words)
    : `no command "${name}"; tab shows those there are`;
  if (wrong !== undefined) hands.say(wrong, 'bad');
}

/** The command of that name, or the only one that begins like it. */
function find(name: string): TypedCommand | undefined {
  const exact = typedCommands.find((command) => command.name === name);
  const alike = typedCommands.filter((command) => command.name.startsWith(name));
  return exact ?? (alike.length === 1 ? alike[0] : undefined);
}

function completions(hands: Hands, text: string): readonly string[] {
  const [name = '', ...words] = text.split(/\s+/);
  if (words.length === 0) {
    return typedCommands.map((command) => command.name).filter((one) => one.startsWith(name));
  }
  const start = text.slice(0, text.length - (words.at(-1)?.length ?? 0));
  return (find(name)?.complete?.(hands, words) ?? []).map((word) => `${start}${word}`);
}

function remark(hands: Hands, text: string): string {
  const [name = '', ...words] = text.split(/\s+/);
  const command = words.length > 0 ? find(name) : typedCommands.find((one) => one.name === name);
  const found = completions(hands, text).map((one) => one.split(/\s+/).at(-1) ?? '');
  const shown = found.slice(0, shownMost).join('  ');
  const more = found.length > shownMost ? `  and ${found.length - shownMost} more` : '';
  if (command === undefined) return found.length === 0 ? 'no such command' : `${shown}${more}`;
  const usage = `${command.name} ${command.args}`.trim();
  const choices = words.length > 0 && found.length > 0 ? `   ${shown}${more}` : '';
  return `${usage}: ${command.help}${choices}`;
}
