import type { Command } from '../../engine/commands/command.ts';
import { formatUsd } from '../format.ts';
import type { Hands } from '../hands.ts';
import { ask, stop } from '../leaving.ts';
import type { TypedCommand } from './command.ts';

/** Items whose id begins like the last word, at most a screenful. */
export function itemIds(hands: Hands, words: readonly string[]): readonly string[] {
  const start = words.at(-1) ?? '';
  const ids: string[] = [];
  for (const { id } of hands.session.getCatalogue()) {
    if (id.startsWith(start)) ids.push(id);
    if (ids.length >= 50) break;
  }
  return ids;
}

function eachItem(hands: Hands, type: 'retry' | 'skip', items: readonly string[]) {
  if (items.length === 0) return `${type}: expected the id of an item`;
  for (const item of items) void hands.send({ type, item }, `${type} ${item}: taken`);
  return undefined;
}

/** Asks before it changes what the run may cost. */
export function askForBudget(hands: Hands, budgetUsd: number | null): void {
  const { budgetUsd: nowUsd, spentUsd } = hands.session.store.getState().run;
  const command = { type: 'set-budget', budgetUsd } as const;
  askForLimit(hands, {
    of: 'this run',
    name: 'budget',
    nowUsd,
    nextUsd: budgetUsd,
    spentUsd,
    command,
  });
}

/** Asks before it changes what a day may cost. */
export function askForDaily(hands: Hands, dailyUsd: number | null): void {
  const { todayUsd: spentUsd, dailyUsd: nowUsd } = hands.frame().summary.money;
  const command = { type: 'set-daily', dailyUsd } as const;
  askForLimit(hands, { of: 'a day', name: 'limit', nowUsd, nextUsd: dailyUsd, spentUsd, command });
}

interface Limit {
  of: string;
  name: string;
  nowUsd: number | null;
  nextUsd: number | null;
  spentUsd: number;
  command: Command;
}

function askForLimit(hands: Hands, { of, name, nowUsd, nextUsd, spentUsd, command }: Limit): void {
  const next = nextUsd === null ? `no ${name} at all` : formatUsd(nextUsd);
  const label = nextUsd === null ? 'take it away' : `set it to ${next}`;
  const now = nowUsd === null ? 'not bounded' : formatUsd(nowUsd);
  ask(hands, {
    title: `change the ${name} of ${of}?`,
    about: [[{ text: ` It is ${now}, ${formatUsd(spentUsd)} are spent. It would be ${next}.` }]],
    answers: [
      { label: 'leave it', detail: 'nothing changes', run: () => {} },
      {
        label,
        detail: 'takes effect at once',
        run: () => void hands.send(command, `${name} of ${of}: ${next}`),
      },
    ],
    choice: 0,
  });
}

/** Dollars as typed, `off` for none; undefined when it is neither. */
export function parseBudget(word: string): number | null | undefined {
  if (word === 'off') return null;
  const usd = Number(word.replace(/^\$/, ''));
  return word !== '' && Number.isFinite(usd) && usd > 0 ? usd : undefined;
}

const sending = (command: Command, done: string) => (hands: Hands) => {
  void hands.send(command, done);
  return undefined;
};

/** Commands that change the run; the command line of the shell has the same. */
export const runCommands: readonly TypedCommand[] = [
  {
    name: 'pause',
    args: '',
    help: 'let calls in flight finish, begin no others',
    run: sending({ type: 'pause' }, 'pausing'),
  },
  {
    name: 'resume',
    args: '',
    help: 'go on after a pause',
    run: sending({ type: 'resume' }, 'resumed'),
  },
  {
    name: 'stop',
    args: '[now]',
    help: 'finish what is in flight and stop; now: stop at once',
    complete: (_, words) => ['now'].filter((word) => word.startsWith(words.at(-1) ?? '')),
    run(hands, [word]) {
      if (word !== undefined && word !== 'now')
        return `stop: expected now or nothing, found ${word}`;
      stop(hands, word === 'now' ? 'now' : 'finish');
      return undefined;
    },
  },
  {
    name: 'workers',
    args: '<n>',
    help: 'so many items at once',
    run(hands, [word = '']) {
      const workers = Number(word);
      if (!/^\d+$/.test(word) || workers < 1 || workers > 1000) {
        return `workers: expected a number from 1 to 1000, found ${word || 'nothing'}`;
      }
      void hands.send({ type: 'set-workers', workers }, `${workers} workers`);
      return undefined;
    },
  },
  {
    name: 'budget',
    args: '<dollars>|off',
    help: 'what the run may cost; asks first',
    run(hands, [word = '']) {
      const budgetUsd = parseBudget(word);
      if (budgetUsd === undefined)
        return `budget: expected dollars or off, found ${word || 'nothing'}`;
      askForBudget(hands, budgetUsd);
      return undefined;
    },
  },
  {
    name: 'daily',
    args: '<dollars>|off',
    help: 'what a day may cost, over all runs; asks first',
    run(hands, [word = '']) {
      const dailyUsd = parseBudget(word);
      if (dailyUsd === undefined)
        return `daily: expected dollars or off, found ${word || 'nothing'}`;
      askForDaily(hands, dailyUsd);
      return undefined;
    },
  },
  {
    name: 'reset-breaker',
    args: '<breaker>…',
    help: 'begin again what a breaker stopped',
    complete: (hands, words) =>
      [...hands.session.store.getState().breakers.keys()].filter((id) =>
        id.startsWith(words.at(-1) ?? ''),
      ),
    run(hands, ids) {
      if (ids.length === 0) return 'reset-breaker: expected the id of a breaker; tab completes it';
      for (const id of ids) void hands.send({ type: 'reset-breaker', id }, `${id} reset`);
      return undefined;
    },
  },
  {
    name: 'retry',
    args: '<item>…',
    help: 'try escalated or parked items again',
    complete: itemIds,
    run: (hands, items) => eachItem(hands, 'retry', items),
  },
  {
    name: 'skip',
    args: '<item>…',
    help: 'hand items to a person unmade',
    complete: itemIds,
    run: (hands, items) => eachItem(hands, 'skip', items),
  },
];
