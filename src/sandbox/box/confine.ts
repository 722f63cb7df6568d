import { fileBytes, processes } from '../limits.ts';
import { boxUser } from './box-user.ts';
import { findProgram } from './find-program.ts';

/** What a sandboxed process sees and may use. */
export interface Confinement {
  /** What is there, read only, at its own path. Whatever does not exist is left out. */
  visible: readonly string[];
  /** A folder of ours, and where it lies inside; it may be written to only while `build` is set. */
  folder: { outside: string; inside: string };
  build: boolean;
  limits: ProcessLimits;
}

export interface ProcessLimits {
  cpuSeconds: number;
  /** Of memory that is written to; what is only reserved does not count. */
  dataBytes: number;
  stackBytes: number;
}

/** A way to start a command, as it has to be put in front of it. */
export interface Prefix {
  command: string;
  args: string[];
  uid: number | undefined;
}

const libraries = '/usr/lib /usr/lib64 /usr/libexec /lib /lib64 /etc/ld.so.cache'.split(' ');
const devices = ['/dev/null', '/dev/zero', '/dev/random', '/dev/urandom'];

/**
 * Bubblewrap, as a user that has no rights: no network, no other process, no file but what is listed,
 * nothing to write to, no environment. Undefined where the programs for it are missing; whether it works
 * only a run can tell.
 */
export function bubblewrap(confinement: Confinement): Prefix | undefined {
  const [bwrap, prlimit] = [findProgram('bwrap'), findProgram('prlimit')];
  if (bwrap === undefined || prlimit === undefined) return undefined;
  const { visible, folder, build, limits } = confinement;
  const bind = (path: string) => ['--ro-bind-try', path, path];
  return {
    command: bwrap,
    args: [
      ...'--unshare-user --unshare-pid --unshare-net --unshare-ipc --unshare-uts'.split(' '),
      ...'--unshare-cgroup-try --disable-userns --die-with-parent --new-session'.split(' '),
      ...'--cap-drop ALL --clearenv --hostname sandbox --proc /proc'.split(' '),
      ...devices.flatMap((path) => ['--dev-bind-try', path, path]),
      ...[...libraries, prlimit, ...visible].flatMap(bind),
      ...[build ? '--bind' : '--ro-bind', folder.outside, folder.inside],
      // The root is a file system in memory: left writable, it would be room without a limit.
      ...['--remount-ro', '/', '--chdir', folder.inside, '--', prlimit],
      ...limitArguments(limits),
      ...(build ? [] : [`--fsize=${fileBytes}`, `--nproc=${processes}`]),
    ],
    // Root is not bound by the limit on processes. What is built is ours, and has to be written by us.
    uid: build ? undefined : boxUser(),
  };
}

/** The limits alone, for where there is no bubblewrap; nothing where there is no prlimit either. */
export function limitsOnly(limits: ProcessLimits): Prefix | undefined {
  const prlimit = findProgram('prlimit');
  if (prlimit === undefined) return undefined;
  const args = [...limitArguments(limits), `--fsize=${fileBytes}`];
  return { command: prlimit, args, uid: boxUser() };
}

function limitArguments({ cpuSeconds, dataBytes, stackBytes }: ProcessLimits): string[] {
  return [
    `--cpu=${cpuSeconds}`,
    `--data=${dataBytes}`,
    `--stack=${stackBytes}`,
    '--core=0',
    '--nofile=256',
  ];
}
