import type { Tool, ToolContext } from '../../tools/tool.ts';
import type { Shop } from '../shop.ts';
import type { ApprovalState } from '../state/state.ts';
import { digestOf } from './approval-question.ts';
import { carryOut } from './carry-out.ts';

/** Carries out what the product asked for and was approved, a few at a time, while workers go on. */
export interface Actions {
  /** Takes up an approved one; one that is taken up already, or that is decided anew, is left alone. */
  take(approval: ApprovalState): void;
  /** Settles when nothing is being carried out. */
  idle(): Promise<void>;
}

export type ActionShop = Pick<Shop, 'record' | 'sync' | 'approval' | 'actions' | 'catalogue'>;

export interface ActionsOptions {
  shop: ActionShop;
  /** Of what is under way; what is cut off so has an unknown outcome. */
  signal: AbortSignal;
  /** Whether none is to be begun any more: they are approved, and the next run finds them so. */
  isHalted(): boolean;
  /** Has the run wait for what is given to it. */
  during<Result>(work: () => Promise<Result>): Promise<Result>;
  /** The machine is broken: nothing more can be put on record. */
  onError(error: unknown): void;
}

const atOnce = 4;

export function createActions(options: ActionsOptions): Actions {
  const { shop, signal } = options;
  const queue: string[] = [];
  const lanes = new Set<Promise<void>>();
  const work = async () => {
    for (let id = queue.shift(); id !== undefined; id = queue.shift()) {
      const approval = shop.approval(id);
      if (options.isHalted()) return;
      if (approval?.state === 'approved') await act(shop, approval, signal);
    }
  };
  const openLane = () => {
    const lane = options
      .during(work)
      .catch(options.onError)
      .finally(() => lanes.delete(lane));
    lanes.add(lane);
  };
  return {
    take({ id }) {
      if (queue.includes(id)) return;
      queue.push(id);
      if (lanes.size < atOnce) openLane();
    },
    async idle() {
      while (lanes.size > 0) await Promise.all(lanes);
    },
  };
}

/** Carries out one that is approved now. */
export async function act(
  shop: ActionShop,
  approval: ApprovalState,
  signal: AbortSignal,
): Promise<void> {
  const tool = shop.actions.find(({ name }) => name === approval.tool);
  const input: unknown = JSON.parse(approval.input);
  const reason = whyVoid(approval, tool, input);
  if (!tool || reason !== undefined) {
    const { id, item } = approval;
    const by = 'the factory';
    shop.record({ type: 'approval.decided', id, item, decision: 'void', by, reason: reason ?? '' });
    return;
  }
  await carryOut(shop, { approval, tool, input, context: contextOf(shop, signal) });
}

/** Why this is not what was approved, if it is not. */
function whyVoid(
  { tool: name, digest }: ApprovalState,
  tool: Tool | undefined,
  input: unknown,
): string | undefined {
  if (!tool || tool.gate === 'none') return `${name} is switched off in factory.json`;
  const described = tool.describe(input);
  const isSame = described.type === 'action' && digestOf(name, input, described.action) === digest;
  return isSame ? undefined : 'it would do something else by now: factory.json has changed';
}

/** The product's actions have no draft: there is nothing to read, to write or to check. */
function contextOf({ catalogue }: ActionShop, signal: AbortSignal): ToolContext {
  const none = async (): Promise<never> => {
    throw new Error('there is no draft');
  };
  return {
    files: { read: none, write: none, remove: none, list: none },
    check: none,
    catalogue,
    signal,
  };
}
