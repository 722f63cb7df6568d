import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { cli, runArgs } from './cli.ts';
import { addUnknownItem, contentDir, temporaryDir } from './content-dir.ts';
import { jsonLines } from './reports.ts';

test('the command of factory.json is told of what is handed to a person, and of the end', async () => {
  const log = join(await temporaryDir(), 'log');
  const script = `${log}.mjs`;
  await writeFile(
    script,
    `import { appendFileSync, readFileSync } from 'node:fs';
     appendFileSync(${JSON.stringify(log)}, readFileSync(0, 'utf8') + '\\n');`,
  );
  const dir = await contentDir({
    publish: 'off',
    notify: { hook: { command: [process.execPath, script] } },
  });
  const unknown = await addUnknownItem(dir);
  const args = runArgs(dir, '--only', `two-sum,${unknown}`);
  await cli(args);
  const told: { kind: string; title: string; contentDir: string; summary: object }[] = jsonLines(
    await readFile(log, 'utf8'),
  );
  expect(told.map(({ kind }) => kind)).toEqual(['person-needed', 'run-ended']);
  expect(told[0]?.title).toContain(`${unknown} is handed to you`);
  expect(told[1]?.title).toContain('1 accepted, 1 for you');
  expect(told[1]).toMatchObject({ contentDir: dir, summary: { items: { escalated: 1 } } });
});

test('a command that cannot be started is told of in the log, and the run is as good', async () => {
  const dir = await contentDir({ publish: 'off', notify: { hook: { command: ['/nowhere'] } } });
  const { exitCode } = await cli(runArgs(dir, '--only', 'two-sum'));
  expect(exitCode).toBe(0);
  const log = await readFile(join(dir, '.engine/engine.log'), 'utf8');
  expect(log).toContain('nobody was notified: nowhere could not be started');
});
