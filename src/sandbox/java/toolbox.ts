import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa } from 'execa';
import { openToolbox } from '../box/toolbox.ts';
import { javaHarness } from './harness.ts';
import { javaRequest } from './request.ts';
import { archive, harnessJar, type JavaPlace, javaCage, javaOptions } from './start-java.ts';

const buildMs = 120_000;

const sample = {
  source: `import java.util.*;
class Solution {
  static List<Integer> add(int[] values, int add) {
    Map<Integer, Integer> seen = new HashMap<>();
    List<Integer> out = new ArrayList<>();
    for (int v : values) { seen.merge(v, 1, Integer::sum); out.add(v + add); }
    return out;
  }
}`,
  entry: 'add',
};

/** A folder with the compiled harness and an archive of the classes that every program needs. */
export async function openJavaToolbox(
  place: Omit<JavaPlace, 'folder'> & { cacheDir: string },
  signal: AbortSignal,
): Promise<string> {
  const { cacheDir, jdk, limits } = place;
  const harness = javaHarness(limits.outputBytes);
  return openToolbox({
    cacheDir,
    name: 'java',
    madeOf: [jdk.home, jdk.version, process.arch, harness, ...javaOptions(limits)],
    build: (folder) => build({ ...place, folder }, harness, signal),
  });
}

/** Built in the sandbox that it is for: paths must be the same, and it shows whether there is one. */
async function build(place: JavaPlace, harness: string, signal: AbortSignal): Promise<void> {
  await writeFile(join(place.folder, 'Harness.java'), harness);
  const prefix = javaCage(place, true);
  if (prefix === undefined) throw new Error('bwrap or prlimit is not installed.');
  const run = (args: readonly string[], input = Buffer.alloc(0)) =>
    execa(prefix.command, [...prefix.args, place.jdk.java, ...args], {
      extendEnv: false,
      env: {},
      cwd: '/',
      input,
      timeout: buildMs,
      cancelSignal: signal,
    });
  await run(['-m', 'jdk.compiler/com.sun.tools.javac.Main', '-nowarn', 'Harness.java']);
  const classes = ['-C', '.', '.'];
  await run(['-m', 'jdk.jartool/sun.tools.jar.Main', '--create', '--file', harnessJar, ...classes]);
  const dump = [`-XX:ArchiveClassesAtExit=${archive}`, '-cp', harnessJar, 'Harness', 'archive'];
  const request = javaRequest('-', sample, [[[1, 2, 3], 1]]);
  await run([...javaOptions(place.limits), ...dump], request);
}
