import { randomUUID } from 'node:crypto';
import { type BoxPool, createBoxPool } from '../box/box-pool.ts';
import { refusedSource, runInBox } from '../box/run-in-box.ts';
import { sandboxCache } from '../box/toolbox.ts';
import type { Executor, Probe, RunOptions } from '../executor.ts';
import { javaLimits, type Limits } from '../limits.ts';
import { onceOver } from '../once-over.ts';
import { probeSamples } from '../probe.ts';
import { findJdk, type Jdk } from './jdk.ts';
import { javaRequest } from './request.ts';
import { startJava } from './start-java.ts';
import { openJavaToolbox } from './toolbox.ts';

export interface JavaOptions {
  limits: Limits;
  /** Where the compiled harness and its archive of classes are kept between runs. */
  cacheDir: string;
}

export const javaDefaults: JavaOptions = { limits: javaLimits, cacheDir: sandboxCache() };

const samples = {
  good: {
    source: `import java.util.*;
class Solution {
  static List<Integer> probe(int[] values, int add) {
    Arrays.sort(values);
    List<Integer> out = new ArrayList<>();
    for (int v : values) out.add(v + add);
    return out;
  }
}`,
    entry: 'probe',
  },
  bad: 'class Solution { static int probe(int[] values, int add) { return "text"; } }',
};
const install =
  'Install a JDK and bubblewrap (Debian: apt install openjdk-17-jdk-headless bubblewrap).';

/** Java, compiled and run in a JVM of its own for each program, in bubblewrap and nowhere else. */
export function createJavaExecutor(options: JavaOptions = javaDefaults): Executor {
  const { limits, cacheDir } = options;
  let pool: BoxPool | undefined;

  const runIn = (pool: BoxPool): Executor['run'] => {
    return async (program, calls, { signal }) => {
      const refused = refusedSource(program.source, program.entry);
      if (refused) return refused;
      const nonce = randomUUID();
      const request = javaRequest(nonce, program, calls);
      return runInBox({ pool, nonce, request, calls: calls.length, limits, signal, reuse: false });
    };
  };

  async function tryJdk(jdk: Jdk, run: RunOptions): Promise<string | undefined> {
    const folder = await openJavaToolbox({ jdk, limits, cacheDir }, run.signal).catch(reasonOf);
    if (typeof folder !== 'string') return folder.reason;
    const tried = createBoxPool((signal) => startJava({ jdk, folder, limits }, signal), 1);
    const runSample = runIn(tried);
    const reason = await probeSamples(samples, (program, calls) => runSample(program, calls, run));
    if (reason === undefined) pool = tried;
    else await tried.close();
    return reason;
  }

  const probe = onceOver(async (run): Promise<Probe> => {
    const jdk = findJdk();
    if ('reason' in jdk) return { type: 'not-available', reason: jdk.reason, install };
    const reason = await tryJdk(jdk, run);
    if (reason !== undefined) return { type: 'not-available', reason, install };
    return { type: 'ready', engine: 'JDK', version: jdk.version, isolation: 'bubblewrap' };
  });

  return {
    language: 'java',
    probe,
    async run(program, calls, run) {
      const probed = await probe(run);
      if (pool) return runIn(pool)(program, calls, run);
      const reason = 'reason' in probed ? probed.reason : 'It is closed.';
      return { type: 'not-started', reason };
    },
    async close() {
      await pool?.close();
    },
  };
}

/** A folder that cannot be made is an environment without this engine, and the operator is told. */
function reasonOf(error: unknown): { reason: string } {
  return { reason: error instanceof Error ? error.message : String(error) };
}
