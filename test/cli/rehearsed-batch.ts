import { startBatch } from '../../src/cli/batch.ts';
import { openContent } from '../../src/cli/open-content.ts';
import { openValidator } from '../../src/cli/open-validator.ts';
import type { Provider } from '../../src/cli/provider.ts';
import { type Summary, summarise } from '../../src/engine/state/summary.ts';
import type { BatchEnd } from '../../src/engine/work/finish-run.ts';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import type { FaultRule } from '../../src/rehearsal/faults.ts';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { type JournalLine, journalOf } from './content-dir.ts';

export interface RehearsedBatch {
  dir: string;
  end: BatchEnd;
  summary: Summary;
  journal: JournalLine[];
  /** The calls of the journal that were settled or failed, in order. */
  calls: JournalLine[];
  /** Starts again on the same directory, without faults. */
  again(): Promise<RehearsedBatch>;
}

/** What a test wants otherwise than usual. */
interface Staging {
  workers?: number;
  speed?: number;
  /** Gives the address to call in place of the server's. */
  through?(baseUrl: string): Promise<string>;
}

/** One for all batches here, which judge by form alone: a process takes longer to start than to judge. */
const validator = openValidator({
  product: 'algorithms',
  prove: false,
  onDeath: (reason) => process.stderr.write(`${reason}\n`),
});

/**
 * Runs a batch over a directory in this process, wired as the command line wires it, against a
 * rehearsal server with faults that come over HTTP: these items, or the first so many. It takes a tenth
 * of what starting the program does, so it also makes the directories that other tests begin with. Our own pauses pass a thousand times faster, and a
 * reply counts as lost after 300 ms of silence.
 */
export async function rehearseBatch(
  dir: string,
  wanted: string[] | number,
  faults: FaultRule[] = [],
  { workers = 4, speed = 1e6, through = async (baseUrl) => baseUrl }: Staging = {},
): Promise<RehearsedBatch> {
  const content = await openContent(dir);
  const script = await content.loadScript();
  const server = await startRehearsal({ script, seed: 7, speed });
  try {
    await addFaults(server.baseUrl, faults);
    const provider = providerAt(await through(server.baseUrl));
    const batch = await startBatch(
      content,
      { provider, validator },
      {
        selection: typeof wanted === 'number' ? { limit: wanted } : { only: wanted },
        workers,
        budgetUsd: undefined,
        dailyUsd: undefined,
        target: undefined,
        tries: undefined,
        model: undefined,
        dryRun: false,
        waitForApprovals: false,
      },
    );
    const end = await batch.engine.done;
    const journal = await journalOf(dir);
    return {
      dir,
      end,
      summary: summarise(batch.engine.store.getState(), Date.now()),
      journal,
      calls: journal.filter(({ type }) => type === 'call.settled' || type === 'call.failed'),
      again: () => rehearseBatch(dir, wanted),
    };
  } finally {
    await server.close();
  }
}

/** Tells a rehearsal server what is to go wrong. */
export async function addFaults(baseUrl: string, rules: FaultRule[]): Promise<void> {
  const body = JSON.stringify(rules);
  const reply = await fetch(`${baseUrl}/rehearsal/faults`, { method: 'POST', body });
  if (!reply.ok) throw new Error(`The rules were refused: ${await reply.text()}`);
}

function providerAt(baseUrl: string): Provider {
  return {
    name: 'rehearsal',
    baseUrl,
    rehearsal: true,
    callModel: createAnthropicModel({
      apiKey: 'any',
      baseUrl,
      endpoint: ANTHROPIC_ENDPOINT,
      idleTimeoutMs: 300,
    }),
    timeScale: 1_000,
    accountOf: () => 'test',
    close: async () => {},
  };
}
