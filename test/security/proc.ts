import { readdirSync, readFileSync } from 'node:fs';

/** Whether this system shows its processes as files. */
export const hasProc = process.platform === 'linux';

/** What anybody may see of all processes: their names and arguments. */
export function everyCommandLine(): string {
  return pids()
    .map((pid) => `${read(pid, 'comm')} ${read(pid, 'cmdline')}`)
    .join('\n');
}

/** The environments of the processes below one, itself left out, by process id. */
export function environmentsBelow(root: number): Map<number, string> {
  const parents = new Map(pids().map((pid) => [pid, parentOf(pid)]));
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && pid > 1 && (parents.get(pid) === root || isBelow(parents.get(pid)));
  return new Map([...parents.keys()].filter(isBelow).map((pid) => [pid, read(pid, 'environ')]));
}

function parentOf(pid: number): number | undefined {
  const stat = read(pid, 'stat');
  const [, parent] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return parent === undefined ? undefined : Number(parent);
}

function pids(): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

/** A process may be gone by now, or be somebody else's. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}
