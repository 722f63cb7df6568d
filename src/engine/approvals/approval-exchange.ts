import type { SendCommand } from '../commands/command.ts';
import type { CommandParts } from '../commands/command-parts.ts';
import { type ApprovalMirror, mirrorApprovals } from './approval-files.ts';
import { watchDecisions } from './dropped-decisions.ts';
import { type DecisionsOptions, takeDecisions } from './take-decisions.ts';

/** What scripts have of approvals: files to read, and files to drop. */
export interface ApprovalExchange {
  /** Takes what was dropped before; to come before the run may end. */
  takeDropped(): Promise<void>;
  /** From now on decisions are taken as they are dropped. */
  watch(): void;
  /** Settles when everything is written and nothing is taken any more. */
  close(): Promise<void>;
}

/** The journal is the truth: what cannot be written or read here is said, and costs nothing. */
export function openExchange(
  { shop, store }: Pick<CommandParts, 'shop' | 'store'>,
  send: SendCommand,
): ApprovalExchange {
  const { approvals: folder } = shop.paths;
  const onFault = (message: string) =>
    shop.record({ type: 'notice.given', level: 'warning', message });
  const mirror: ApprovalMirror = mirrorApprovals({ folder, store, onFault });
  const closing = new AbortController();
  const options: DecisionsOptions = {
    folder,
    onFault,
    signal: closing.signal,
    onDecision: ({ command, by }) => send(command, by),
  };
  let watching: Promise<void> | undefined;
  return {
    takeDropped: () => takeDecisions(options),
    watch() {
      watching ??= watchDecisions(options);
    },
    async close() {
      closing.abort();
      await watching;
      mirror.stop();
      await mirror.settled();
    },
  };
}
