import { afterDecision } from '../approvals/after-decision.ts';
import { waitingApprovals } from '../approvals/approvals.ts';
import { allowAlike, decide } from '../approvals/decide-approval.ts';
import { resetAndGoOn } from '../breakers/reset-and-go-on.ts';
import { environmentError } from '../environment-error.ts';
import { errorCode, errorMessage } from '../user-error.ts';
import type { Valve } from '../work/valve.ts';
import type { Ack, Command, SendCommand } from './command.ts';
import { type CommandParts, done, refused } from './command-parts.ts';
import { commandWords } from './command-words.ts';
import { retryItem } from './retry-command.ts';
import { setBudget, setDaily } from './set-budget.ts';
import { skipCommand } from './skip-command.ts';

/** Carries out commands, and records what came of each; a refusal says why. */
export function createCommandPort(parts: CommandParts): SendCommand {
  const { shop, orchestrator } = parts;
  const oneByOne = createLine();
  return async (command, by): Promise<Ack> => {
    if (orchestrator.isDone()) return refused('the run has ended');
    const carriedOut = () => carryOut(parts, command, by);
    return orchestrator.during(async () => {
      try {
        const ack = await (touchesFiles(command) ? oneByOne(carriedOut) : carriedOut());
        if (!ack.ok) {
          const words = commandWords(command);
          shop.record({ type: 'command.refused', command: words, by, reason: ack.reason });
        }
        return ack;
      } catch (error) {
        const isBroken = errorCode(error) !== undefined && environmentError(error) !== undefined;
        if (isBroken) orchestrator.fail(error);
        return refused(errorMessage(error));
      }
    });
  };
}

async function carryOut(parts: CommandParts, command: Command, by: string): Promise<Ack> {
  const { shop, orchestrator, valve } = parts;
  switch (command.type) {
    case 'pause':
      if (valve.state() !== 'open') return refused(`the run is ${whatNow(valve)} already`);
      orchestrator.pause();
      shop.record({ type: 'run.paused', by });
      return done;
    case 'resume':
      if (valve.state() !== 'paused') return refused('the run is not paused');
      shop.record({ type: 'run.resumed', by });
      orchestrator.resume();
      return done;
    case 'stop':
      shop.record({ type: 'run.stopping', by, now: command.now });
      orchestrator.stop({ outcome: 'interrupted', reason: `stopped by ${by}` }, command.now);
      return done;
    case 'set-workers':
      shop.record({ type: 'workers.changed', workers: command.workers, by });
      orchestrator.resize(command.workers);
      return done;
    case 'set-budget':
      return setBudget(parts, command.budgetUsd, by);
    case 'set-daily':
      return setDaily(parts, command.dailyUsd, by);
    case 'retry':
      return retryItem(parts, command.item, by);
    case 'skip':
      return skipCommand(parts, command.item, by);
    case 'reset-breaker':
      return resetAndGoOn(parts, { id: command.id, by });
    case 'approve':
    case 'deny':
      return decideOne(parts, command, by);
    case 'allow-alike':
      return allowAll(parts, command, by);
    default:
      return command satisfies never;
  }
}

function decideOne(
  parts: CommandParts,
  command: Extract<Command, { type: 'approve' | 'deny' }>,
  by: string,
): Ack {
  const decided = decide(parts.shop, command, by);
  if (!decided.ok) return refused(decided.reason);
  afterDecision(parts, decided.approval);
  return done;
}

function allowAll(
  parts: CommandParts,
  command: Extract<Command, { type: 'allow-alike' }>,
  by: string,
): Ack {
  const allWaiting = () => waitingApprovals(parts.store.getState());
  const allowed = allowAlike({ ...parts.shop, allWaiting }, command, by);
  if (!allowed.ok) return refused(allowed.reason);
  for (const approval of allowed.approvals) afterDecision(parts, approval);
  return done;
}

function whatNow(valve: Valve): string {
  return valve.state() === 'closed' ? 'stopping' : 'paused';
}

/** Two that move the files of an item must not meet on the way. */
function touchesFiles({ type }: Command): boolean {
  return type === 'retry' || type === 'skip';
}

/** Runs what it is given one after the other. */
function createLine(): (work: () => Promise<Ack>) => Promise<Ack> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const next = last.then(work);
    last = next.catch(() => {});
    return next;
  };
}
