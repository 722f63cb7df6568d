import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type Box, StartFailure } from '../box/box.ts';
import { bubblewrap, type Prefix } from '../box/confine.ts';
import { startProcessBox } from '../box/process-box.ts';
import type { Limits } from '../limits.ts';
import type { Jdk } from './jdk.ts';

export interface JavaPlace {
  jdk: Jdk;
  folder: string;
  limits: Limits;
}

const mib = 1024 * 1024;
const inside = '/sandbox';
const allOutput = 4;

/** The archive of classes is only good for the path at which it was written. */
export const archive = `${inside}/classes.jsa`;
export const harnessJar = `${inside}/harness.jar`;

/** Starts a JVM that waits for a program. Throws a StartFailure, or the signal's reason. */
export async function startJava(place: JavaPlace, signal: AbortSignal): Promise<Box> {
  const prefix = javaCage(place, false);
  if (prefix === undefined) throw new StartFailure('bwrap or prlimit is not installed.');
  const { limits, jdk } = place;
  const args = [...javaOptions(limits), `-XX:SharedArchiveFile=${archive}`, '-cp', harnessJar];
  return startProcessBox(
    {
      command: prefix.command,
      args: [...prefix.args, jdk.java, ...args, 'Harness'],
      cwd: '/',
      uid: prefix.uid,
      startMs: limits.startMs,
      outputBytes: limits.outputBytes * allOutput,
    },
    signal,
  );
}

/** Bubblewrap around a Java; undefined where there is none. To build is to write to the folder. */
export function javaCage({ jdk, folder, limits }: JavaPlace, build: boolean): Prefix | undefined {
  return bubblewrap({
    visible: [jdk.home, ...settingsOf(jdk)],
    folder: { outside: folder, inside },
    build,
    limits: {
      cpuSeconds: build ? 120 : limits.cpuSeconds,
      // The heap, compiled code, classes, and some for the compiler and for threads.
      dataBytes: limits.memoryBytes + 512 * mib,
      stackBytes: 8 * mib,
    },
  });
}

/** Debian keeps a JDK's settings in /etc, with links to them from the JDK. */
function settingsOf(jdk: Jdk): string[] {
  const [feature = ''] = jdk.version.split('.');
  try {
    const found = readdirSync('/etc').filter((name) => name.startsWith(`java-${feature}-`));
    return found.map((name) => join('/etc', basename(name)));
  } catch {
    return [];
  }
}

export function javaOptions(limits: Limits): string[] {
  return [
    `-Xmx${Math.floor(limits.memoryBytes / mib)}m`,
    '-Xss2m',
    '-XX:+UseSerialGC',
    // A program lives for a second: the second compiler would only take time from it.
    '-XX:TieredStopAtLevel=1',
    '-XX:ReservedCodeCacheSize=48m',
    '-XX:CompressedClassSpaceSize=48m',
    '-XX:MaxMetaspaceSize=128m',
    '-XX:-UsePerfData',
    '-XX:+DisableAttachMechanism',
    '-XX:+DisplayVMOutputToStderr',
    '-XX:+ErrorFileToStderr',
    '-XX:-CreateCoredumpOnCrash',
    '-Xshare:auto',
  ];
}
