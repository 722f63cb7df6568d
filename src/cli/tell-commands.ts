import { type Command, InvalidArgumentError } from 'commander';
import { contentOption, positiveNumber, workerCount } from './options.ts';
import type { Orders } from './tell.ts';

interface Flags {
  content?: string;
}

/** `ai-factory pause`, `resume`, `stop`, …: what keys do in the console, from scripts. */
export function addTellCommands(program: Command): void {
  addRunControls(program);
  addItemCommands(program);
  addBreakers(program);
  addDecisions(program);
}

function addRunControls(program: Command): void {
  command(program, 'pause', 'begin no more calls; those in flight are finished').action(
    async ({ content }: Flags) => put(content, (orders) => orders.simpleOrders.pause),
  );
  command(program, 'resume', 'go on after a pause').action(async ({ content }: Flags) =>
    put(content, (orders) => orders.simpleOrders.resume),
  );
  command(program, 'stop', 'finish the calls in flight and end the run; the next one goes on')
    .option('--now', 'cut the calls in flight too')
    .action(async ({ content, now }: Flags & { now?: boolean }) =>
      put(content, ({ simpleOrders }) => (now ? simpleOrders.stopNow : simpleOrders.stop)),
    );
  command(program, 'workers', 'how many items are in work at once', '12')
    .argument('<n>', 'from 1 to 1000', workerCount)
    .action(async (workers: number, { content }: Flags) =>
      put(content, ({ workersOrder }) => workersOrder(workers)),
    );
  command(program, 'budget', 'raise, lower or lift the budget of the run', '25')
    .argument('<usd>', 'dollars for the whole run, or "none"', dollarsOrNone)
    .action(async (budget: number | 'none', { content }: Flags) =>
      put(content, ({ budgetOrder }) => budgetOrder(budget === 'none' ? null : budget)),
    );
  command(program, 'daily', 'raise, lower or lift what a day may cost', '10')
    .argument('<usd>', 'dollars of a calendar day, over all runs, or "none"', dollarsOrNone)
    .action(async (daily: number | 'none', { content }: Flags) =>
      put(content, ({ dailyOrder }) => dailyOrder(daily === 'none' ? null : daily)),
    );
}

function addItemCommands(program: Command): void {
  const actions = {
    retry: 'have escalated items tried again, also without a run',
    skip: 'hand items to a person unmade, also without a run',
  } as const;
  for (const what of ['retry', 'skip'] as const) {
    command(program, what, actions[what], 'two-sum')
      .argument('<item...>', 'ids of items')
      .action(async (ids: string[], { content }: Flags) => {
        const { settleByHand } = await import('./settle-by-hand.ts');
        process.exitCode = await settleByHand(content, what, ids);
      });
  }
}

function addBreakers(program: Command): void {
  command(
    program,
    'reset-breaker',
    'begin again what a breaker stopped, also without a run',
    'model:claude-haiku-4-5',
  )
    .argument('<id...>', 'ids of breakers, as the Failures screen and status name them')
    .action(async (ids: string[], { content }: Flags) => {
      const { resetByHand } = await import('./reset-by-hand.ts');
      process.exitCode = await resetByHand(content, ids);
    });
}

function addDecisions(program: Command): void {
  command(program, 'approve', 'let waiting actions happen, also without a run', '5b0c2f9d1e7a4c33')
    .argument('<id...>', 'ids of approvals')
    .action(async (ids: string[], { content }: Flags) => decide(content, ids, { type: 'approve' }));
  command(
    program,
    'deny',
    'keep waiting actions from happening, also without a run',
    '5b0c2f9d1e7a4c33 --reason "keep it"',
  )
    .argument('<id...>', 'ids of approvals')
    .requiredOption('--reason <text>', 'why; the agent is told', reasonText)
    .action(async (ids: string[], { content, reason }: Flags & { reason: string }) =>
      decide(content, ids, { type: 'deny', reason }),
    );
}

function command(program: Command, name: string, description: string, example = ''): Command {
  return program
    .command(name)
    .description(description)
    .addOption(contentOption())
    .addHelpText(
      'after',
      `\nExample:\n  $ ai-factory ${name}${example === '' ? '' : ` ${example}`}`,
    );
}

type OrderList = typeof import('./orders.ts');
type Order = import('./tell.ts').Order;

async function put(content: string | undefined, pick: (orders: OrderList) => Order): Promise<void> {
  const order = pick(await import('./orders.ts'));
  await tellOrders(content, () => [order]);
}

async function decide(
  content: string | undefined,
  ids: readonly string[],
  how: import('./orders.ts').Decision,
): Promise<void> {
  const { decideByHand } = await import('./decide-by-hand.ts');
  process.exitCode = await decideByHand(content, ids, how);
}

async function tellOrders(content: string | undefined, orders: Orders): Promise<void> {
  const { tell } = await import('./tell.ts');
  process.exitCode = await tell(content, orders);
}

function dollarsOrNone(text: string): number | 'none' {
  return text === 'none' ? 'none' : positiveNumber(text);
}

function reasonText(text: string): string {
  if (text.trim() === '' || text.length > 2000) {
    throw new InvalidArgumentError('Expected a reason of 1 to 2,000 characters.');
  }
  return text;
}
