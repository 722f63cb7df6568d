import { readFile } from 'node:fs/promises';
import { childEnv } from '../../tools/child-env.ts';

/**
 * What distinguishes a process from a later one that got the same pid: boot and start time. Null
 * when the process is gone or the system tells neither.
 */
export async function processIdentity(pid: number): Promise<string | null> {
  return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
}

async function fromProc(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    const boot = await readFile('/proc/sys/kernel/random/boot_id', 'utf8');
    // The command name may hold blanks and brackets; start time is the 20th field after it (proc(5)).
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const startTime = fields[19];
    return startTime === undefined || fields[0] === 'Z' ? null : `${boot.trim()}/${startTime}`;
  } catch {
    return null;
  }
}

async function fromPs(pid: number): Promise<string | null> {
  // Only where it is needed: it takes a console some of its first moments to load.
  const { execa } = await import('execa');
  const { stdout, failed } = await execa('ps', ['-o', 'lstart=', '-p', String(pid)], {
    env: childEnv(process.env),
    extendEnv: false,
    reject: false,
  });
  return failed || stdout.trim() === '' ? null : stdout.trim();
}
