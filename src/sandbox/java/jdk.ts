import { accessSync, constants, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findProgram } from '../box/find-program.ts';

/** An installed JDK: a Java with its compiler. */
export interface Jdk {
  home: string;
  java: string;
  version: string;
}

/** The JDK that PATH leads to, or why it is none. Runs nothing. */
export function findJdk(): Jdk | { reason: string } {
  const java = findProgram('javac') ?? findProgram('java');
  if (java === undefined) return { reason: 'There is no java in PATH.' };
  const home = dirname(dirname(java));
  try {
    accessSync(join(home, 'bin', 'java'), constants.X_OK);
    // Its modules are in one file; the compiler's own file tells whether it is among them.
    accessSync(join(home, 'bin', 'javac'), constants.X_OK);
  } catch {
    return { reason: `${home} has no compiler (javac): it is a runtime, not a JDK.` };
  }
  return { home, java: join(home, 'bin', 'java'), version: releaseVersion(home) };
}

function releaseVersion(home: string): string {
  try {
    const release = readFileSync(join(home, 'release'), 'utf8');
    return /^JAVA_VERSION="([^"]+)"/m.exec(release)?.[1] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
