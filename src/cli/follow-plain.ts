import type { Session } from '../client/session.ts';
import type { ContentPaths } from '../engine/files/paths.ts';
import { summarise } from '../engine/state/summary.ts';
import { grouped } from '../ui/format.ts';
import { printPlain } from '../ui/plain.ts';
import { cut } from '../ui/sanitise.ts';

const widest = 500;

/** Prints what happens as plain lines, until no engine works any more or the signal says enough. */
export async function followPlain(
  session: Session,
  { paths, verbose, signal }: { paths: ContentPaths; verbose: boolean; signal: AbortSignal },
): Promise<void> {
  const { store } = session;
  const say = (line: string) => void process.stdout.write(`${cut(line, widest)}\n`);
  say(headLine(session, paths));
  const stop = printPlain({ store, write: (text) => void process.stdout.write(text), verbose });
  try {
    await new Promise<void>((resolve) => {
      let shown = session.getLink().type;
      const look = () => {
        const link = session.getLink();
        if (link.type === 'none' || signal.aborted) resolve();
        if (link.type === 'lost' && shown !== 'lost') say(`-- ${link.reason}; looking for it`);
        shown = link.type;
      };
      store.subscribe(look);
      signal.addEventListener('abort', look, { once: true });
      look();
    });
  } finally {
    stop();
  }
}

function headLine({ store }: Session, { root }: ContentPaths): string {
  const { run, request, product, provider } = summarise(store.getState(), Date.now());
  const label = provider.rehearsal ? 'REHEARSAL: ' : '';
  const reason = run.reason === '' ? '' : ` (${run.reason})`;
  return `${label}${product} in ${root}: ${run.state}${reason}, ${grouped(request.settled)} of ${grouped(request.items)} settled`;
}
