import type { FactoryConfig } from '../engine/factory-config.ts';
import type { Deliver } from '../engine/notify/notify.ts';
import { runHook } from '../tools/hook.ts';
import { showOnDesktop } from '../tools/show-on-desktop.ts';
import { safeText } from './write-out.ts';

/** Brings messages to the operators by what factory.json names, and on the desktop where there is one. */
export function notifyBy({ hook, desktop }: FactoryConfig['notify'], contentDir: string): Deliver {
  return async (message) => {
    const { kind, title, lines, more, summary } = message;
    const rest = more > 0 ? [`and ${more} more`] : [];
    const shown = desktop
      ? showOnDesktop(safeText(`AI Factory: ${title}`), safeText([...lines, ...rest].join('\n')))
      : undefined;
    if (hook) {
      const payload = { v: 1, kind, title, lines, more, contentDir, summary };
      // It has its own time limit; a run that ends waits for it.
      const { signal } = new AbortController();
      const end = await runHook(hook, payload, { cwd: contentDir, signal, env: process.env });
      if (end.type !== 'done') throw new Error(end.text);
    }
    await shown;
  };
}
