import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readFactoryConfig } from '../../src/engine/factory-config.ts';
import { UserError } from '../../src/engine/user-error.ts';
import { temporaryFolder } from './folder.ts';

async function fileOf(text: string): Promise<string> {
  const file = join(await temporaryFolder(), 'factory.json');
  writeFileSync(file, text);
  return file;
}

async function refusal(file: string): Promise<string> {
  const error: unknown = await readFactoryConfig(file).catch((caught: unknown) => caught);
  if (!(error instanceof UserError)) throw new Error(`expected a UserError, got ${error}`);
  return error.message;
}

describe('factory.json', () => {
  test('needs no more than a product, the rest has defaults', async () => {
    const config = await readFactoryConfig(await fileOf('{"product":"tiny"}'));
    expect(config).toMatchObject({
      product: 'tiny',
      catalogue: 'catalogue.jsonl',
      limits: { maxTurns: 20, maxRepairs: 3, maxSameFailures: 3 },
    });
    expect(config.workers).toBeUndefined();
    expect(config.budgetUsd).toBeUndefined();
  });

  test.each([
    ['a product that is missing', '{\n"workers": 4\n}', 1, 'field product: '],
    ['a number of workers that is none', '{"product":"x",\n"workers": "4"}', 2, 'field workers: '],
    ['no workers', '{"product":"x",\n\n"workers": 0}', 3, 'field workers: '],
    ['a budget below zero', '{"product":"x",\n"budgetUsd": -1}', 2, 'field budgetUsd: '],
    [
      'a limit out of bounds',
      '{"product":"x",\n"limits": {\n"maxTurns": 0}}',
      3,
      'field limits.maxTurns: ',
    ],
    [
      'a route without steps',
      '{"product":"x",\n"routes": [\n{"name":"a",\n"when":{},\n"steps":[]}]}',
      5,
      'field routes.0.steps: ',
    ],
    ['a judge that is none', '{"product":"x",\n"judge": "on"}', 2, 'judge: expected "off", or'],
    ['a field it does not know', '{"product":"x",\n"budget": 5}', 2, 'budget'],
    [
      'a limit it does not know',
      '{"product":"x",\n"limits": {\n"maxTurns": 3,\n"maxTurnz": 3}}',
      4,
      'maxTurnz',
    ],
  ])('with %s is refused with file and line', async (_what, text, line, words) => {
    const file = await fileOf(text);
    const message = await refusal(file);
    expect(message).toContain(`${file}:${line}: `);
    expect(message).toContain(words);
    expect(message).toContain('; found ');
  });

  test('tells of every fault at once', async () => {
    const file = await fileOf('{"product":1,\n"workers":0,\n"catalogue":[]}');
    const lines = (await refusal(file)).split('\n');
    expect(lines.map((line) => line.slice(file.length, file.length + 4))).toEqual([
      ':1: ',
      ':3: ',
      ':2: ',
    ]);
  });

  test.each([
    ['a comma too many', '{\n"product":"x",\n}', 3],
    ['a comment', '{\n// hello\n"product":"x"}', 2],
    ['single quotes', "{'product':1}", 1],
    ['a cut end', '{\n"product":\n', 3],
    ['nothing in it', '', 1],
  ])('with %s is refused as no JSON, with its line', async (_what, text, line) => {
    const file = await fileOf(text);
    expect(await refusal(file)).toMatch(`${file}:${line}: expected JSON, found a fault`);
  });

  test('may begin with a byte order mark', async () => {
    expect((await readFactoryConfig(await fileOf('\uFEFF{"product":"x"}'))).product).toBe('x');
  });

  test('that is missing, or is not a file, is explained', async () => {
    const folder = await temporaryFolder();
    const message = await refusal(join(folder, 'factory.json'));
    expect(message).toContain('not found. Expected a content directory with a factory.json');
    mkdirSync(join(folder, 'factory.json'));
    expect(await refusal(join(folder, 'factory.json'))).toContain('cannot be read (EISDIR)');
  });
});
