import type { ChildProcess } from 'node:child_process';
import {
  type CheckRequest,
  type FactsRequest,
  type ValidatorNews,
  validatorNewsSchema,
} from './messages.ts';

/** The validator process of the moment: begun when it is first needed, and anew after each death. */
export interface KeptProcess {
  send(request: CheckRequest | FactsRequest): void;
  kill(): void;
  close(): Promise<void>;
}

/** `onDeath` is told how a process ended, once each, and may send to the next one at once. */
export function keepProcess(options: {
  fork(): ChildProcess;
  onNews(news: ValidatorNews): void;
  onDeath(how: string): void;
}): KeptProcess {
  let child: ChildProcess | undefined;
  const begin = () => {
    const begun = options.fork();
    const gone = (how: string) => {
      if (child !== begun) return;
      child = undefined;
      options.onDeath(how);
    };
    begun.on('message', (message) => {
      const news = validatorNewsSchema.safeParse(message);
      // What speaks otherwise than a validator is none any more.
      if (news.success) options.onNews(news.data);
      else begun.kill('SIGKILL');
    });
    begun.once('error', (error) => gone(error.message));
    begun.once('exit', (code, signal) => gone(signal ?? `exit code ${code}`));
    return begun;
  };
  return {
    send(request) {
      child ??= begin();
      // A process that has just died says so by its end.
      child.send(request, () => {});
    },
    kill: () => void child?.kill('SIGKILL'),
    async close() {
      const open = child;
      child = undefined;
      if (!open || open.exitCode !== null || open.signalCode !== null) return;
      const ended = new Promise((resolve) => open.once('exit', resolve));
      open.kill('SIGKILL');
      await ended;
    },
  };
}
