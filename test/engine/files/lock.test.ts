import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { lockHolder, takeLock } from '../../../src/engine/files/lock.ts';
import { processIdentity } from '../../../src/engine/files/process-identity.ts';
import { UserError } from '../../../src/engine/user-error.ts';
import { temporaryFolder } from '../folder.ts';

const lockModule = new URL('../../../src/engine/files/lock.ts', import.meta.url).href;

async function lockPath(): Promise<string> {
  return join(await temporaryFolder(), '.engine', 'lock');
}

/** A process that tries for the lock, says what came of it, and then holds still until it is killed. */
function taker(path: string) {
  const code = `
    import { takeLock } from ${JSON.stringify(lockModule)};
    const told = await takeLock(${JSON.stringify(path)}).then(
      ({ tookOverFrom }) => ({ took: true, from: tookOverFrom?.pid }),
      (error) => ({ took: false, name: error.name, message: error.message }),
    );
    process.stdout.write(JSON.stringify(told) + '\\n');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const told = once(child.stdout, 'data').then(([line]) => JSON.parse(String(line)));
  const kill = async () => {
    const exited = once(child, 'exit');
    child.kill('SIGKILL');
    await exited;
  };
  return { pid: child.pid, told, kill };
}

async function refusal(path: string): Promise<string> {
  const error: unknown = await takeLock(path).catch((caught: unknown) => caught);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${error}`);
  return error.message;
}

function owner(change: Record<string, unknown>): string {
  const base = { id: 'dead', pid: process.pid, host: hostname(), identity: 'another boot/1' };
  return `${JSON.stringify({ ...base, since: '2026-11-22T20:00:00.000Z', ...change })}\n`;
}

async function withLock(text: string): Promise<string> {
  const path = await lockPath();
  const { release } = await takeLock(path);
  await release();
  writeFileSync(path, text);
  return path;
}

describe('the lock', () => {
  test('is taken, told, and free again after release, with nothing left beside it', async () => {
    const path = await lockPath();
    const lock = await takeLock(path);
    expect(lock.tookOverFrom).toBeUndefined();
    expect(await lockHolder(path)).toMatchObject({ pid: process.pid, host: hostname() });
    await lock.release();
    expect(readdirSync(dirname(path))).toEqual([]);
    expect(await lockHolder(path)).toBeUndefined();
  });

  test('tells a second taker which process holds it, since when, and what to do', async () => {
    const path = await lockPath();
    await takeLock(path);
    const { since } = JSON.parse(readFileSync(path, 'utf8'));
    const message = await refusal(path);
    expect(message).toContain(`process ${process.pid} on ${hostname()}, since ${since}`);
    expect(message).toContain('Stop it first, or wait for it');
    expect(readdirSync(dirname(path))).toEqual(['lock']);
  });

  test('of a process that was killed is taken over, and it is said from whom', async () => {
    const path = await lockPath();
    const child = taker(path);
    expect(await child.told).toMatchObject({ took: true });
    expect(await refusal(path)).toContain(`process ${child.pid}`);
    await child.kill();
    expect(await lockHolder(path)).toBeUndefined();
    const lock = await takeLock(path);
    expect(lock.tookOverFrom?.pid).toBe(child.pid);
    expect(readdirSync(dirname(path))).toEqual(['lock']);
  });

  test('of a dead process whose number another one has now is taken over', async () => {
    const path = await withLock(owner({}));
    expect((await takeLock(path)).tookOverFrom?.identity).toBe('another boot/1');
  });

  test('of a living process of unknown identity is respected', async () => {
    const path = await withLock(owner({ identity: null }));
    expect(await refusal(path)).toContain(`process ${process.pid}`);
  });

  test('of another machine is respected, since nobody can know', async () => {
    const path = await withLock(owner({ host: 'elsewhere', pid: 999_999 }));
    const message = await refusal(path);
    expect(message).toContain('process 999999 on elsewhere');
    expect(message).toContain(`remove ${path}`);
    expect(await lockHolder(path)).toMatchObject({ host: 'elsewhere' });
  });

  test.each([
    ['garbage', 'rubbish'],
    ['empty', ''],
    ['JSON of another kind', '{"pid":"7"}'],
  ])('that is %s is left alone, and explained', async (_what, text) => {
    const path = await withLock(text);
    expect(await refusal(path)).toBe(
      `${path}: expected the lock of an engine, found something else. With no engine running, remove it.`,
    );
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  test('that somebody else took meanwhile is not released', async () => {
    const path = await lockPath();
    const lock = await takeLock(path);
    writeFileSync(path, owner({ id: 'another' }));
    await lock.release();
    expect(existsSync(path)).toBe(true);
  });

  test('of the dead goes to exactly one of many takers in one process', async () => {
    for (let round = 0; round < 10; round += 1) {
      const path = await withLock(owner({ id: `dead-${round}` }));
      const takings = await Promise.allSettled([...Array(20)].map(() => takeLock(path)));
      const won = takings.filter(({ status }) => status === 'fulfilled');
      expect(won.length).toBe(1);
      const lost = takings.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
      expect(lost.every((reason) => reason instanceof UserError)).toBe(true);
      expect(readdirSync(dirname(path))).toEqual(['lock']);
    }
  });

  test('of the dead goes to exactly one of twenty processes', async () => {
    const path = await withLock(owner({}));
    const takers = [...Array(20)].map(() => taker(path));
    const told = await Promise.all(takers.map((one) => one.told));
    expect(told.filter(({ took }) => took).length).toBe(1);
    expect(told.filter(({ took }) => !took).every(({ name }) => name === 'UserError')).toBe(true);
    expect(readdirSync(dirname(path))).toEqual(['lock']);
    await Promise.all(takers.map(({ kill }) => kill()));
  });

  test('is taken over even when the one who was taking it over died in the middle', async () => {
    const path = await withLock(owner({ id: 'first' }));
    writeFileSync(`${path}.claim-first`, owner({ id: 'second' }));
    expect((await takeLock(path)).tookOverFrom?.id).toBe('first');
    expect(readdirSync(dirname(path))).toEqual(['lock']);
  });
});

describe('the identity of a process', () => {
  test('is the same each time, and none for a process that is gone', async () => {
    const mine = await processIdentity(process.pid);
    expect(mine).not.toBeNull();
    expect(await processIdentity(process.pid)).toBe(mine);
    const child = spawn(process.execPath, ['-e', '0']);
    await once(child, 'exit');
    expect(await processIdentity(child.pid ?? 0)).toBeNull();
  });
});
