import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { cli, runArgs } from './cli.ts';
import { contentDir, idsIn, journalOf } from './content-dir.ts';

const cardSchema = z.object({
  criteria: z.array(z.object({ id: z.string(), status: z.string() })),
});
const issuedSchema = z.object({
  item: z.string(),
  failing: z.array(z.object({ criterion: z.string() })),
});

const calledSchema = z.object({ tool: z.string(), isError: z.boolean() });

test('a run repairs what only running the code can tell, and accepts what was proven', async () => {
  const dir = await contentDir({ publish: 'off', prove: true });
  const { exitCode } = await cli(runArgs(dir, '--limit', '5', '--workers', '2'));
  expect(exitCode).toBe(0);
  const accepted = await idsIn(dir, 'accepted');
  expect(accepted).toHaveLength(5);
  for (const id of accepted) {
    const state = JSON.parse(await readFile(join(dir, 'work', id, 'state.json'), 'utf8'));
    expect(state.status).toBe('accepted');
  }
  const called = (await journalOf(dir)).filter(({ type }) => type === 'tool.called');
  const traces = called.map((event) => calledSchema.parse(event));
  // Of these five lessons one is written with the states of the tool.
  expect(traces.filter(({ tool }) => tool === 'trace_solution')).toEqual([
    { tool: 'trace_solution', isError: false },
  ]);
  const issued = (await journalOf(dir)).filter(({ type }) => type === 'card.issued');
  const semantic = issued
    .map((event) => issuedSchema.parse(event))
    .filter(({ failing }) => failing.some(({ criterion }) => criterion === 'trace-replays'));
  expect(semantic.length).toBeGreaterThan(0);
  for (const { item } of semantic) {
    const card = await lastCard(dir, item);
    expect(card.get('trace-replays')).toBe('pass');
    expect(card.get('javascript-agrees')).toBe('pass');
  }
});

/** Criterion to status of the newest report card of an item. */
async function lastCard(dir: string, item: string): Promise<Map<string, string>> {
  for (let attempt = 9; attempt > 0; attempt -= 1) {
    const file = join(dir, 'work', item, 'attempts', String(attempt), 'report-card.json');
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    const { criteria } = cardSchema.parse(JSON.parse(text));
    return new Map(criteria.map(({ id, status }) => [id, status]));
  }
  throw new Error(`no report card of ${item}`);
}
