import type { Command } from './command.ts';

/** A command as a person would say it: `retry two-sum`. At most 200 characters. */
export function commandWords(command: Command): string {
  const words = wordsOf(command);
  return words.length > 200 ? `${words.slice(0, 199)}…` : words;
}

function wordsOf(command: Command): string {
  switch (command.type) {
    case 'pause':
    case 'resume':
      return command.type;
    case 'stop':
      return command.now ? 'stop now' : 'stop';
    case 'set-workers':
      return `workers ${command.workers}`;
    case 'set-budget':
      return command.budgetUsd === null ? 'no budget' : `budget $${command.budgetUsd}`;
    case 'set-daily':
      return command.dailyUsd === null ? 'no daily limit' : `daily limit $${command.dailyUsd}`;
    case 'retry':
    case 'skip':
      return `${command.type} ${command.item}`;
    case 'reset-breaker':
      return `reset-breaker ${command.id}`;
    case 'approve':
    case 'deny':
    case 'allow-alike':
      return `${command.type} ${command.id}`;
    default:
      return command satisfies never;
  }
}
