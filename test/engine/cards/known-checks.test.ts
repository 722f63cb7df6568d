import { appendFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { CriterionFacts } from '../../../src/engine/cards/criterion-facts.ts';
import {
  checkKey,
  fingerprintOf,
  isLasting,
  openKnownChecks,
} from '../../../src/engine/cards/known-checks.ts';
import { contentPaths } from '../../../src/engine/files/paths.ts';
import { temporaryFolder } from '../folder.ts';

const ready = { type: 'ready', engine: 'Abacus', version: '1' } as const;
const missing = { type: 'not-available', reason: 'no beads', install: 'beads' } as const;
const plain: CriterionFacts = { id: 'plain', title: 'Plain', version: 1, engine: null };
const engined: CriterionFacts = { id: 'engined', title: 'Engined', version: 1, engine: ready };
const failed = { id: 'plain', status: 'fail', message: 'wrong', count: 2 } as const;

describe('the fingerprint of criteria', () => {
  const base = fingerprintOf([plain, engined], '1.0.0');

  test.each([
    ['a criterion more', [plain, engined, { ...plain, id: 'other' }], '1.0.0'],
    ['another version of a criterion', [{ ...plain, version: 2 }, engined], '1.0.0'],
    ['another engine', [plain, { ...engined, engine: { ...ready, version: '2' } }], '1.0.0'],
    ['an engine that is gone', [plain, { ...engined, engine: missing }], '1.0.0'],
    ['another version of the program', [plain, engined], '1.0.1'],
  ])('is another one with %s', (_what, facts, version) => {
    expect(fingerprintOf(facts, version)).not.toBe(base);
  });

  test('stays with other words for the same', () => {
    expect(fingerprintOf([{ ...plain, title: 'Other' }, engined], '1.0.0')).toBe(base);
  });
});

test('what a criterion could not judge is found again only where its engine is not there', () => {
  const open = (id: string) => ({ id, status: 'not-checked' as const, message: '', count: 1 });
  expect(isLasting([failed, open('plain')], [plain, engined])).toBe(true);
  expect(isLasting([open('engined')], [plain, engined])).toBe(false);
  expect(isLasting([open('engined')], [{ ...engined, engine: missing }])).toBe(true);
  expect(isLasting([{ ...open('plain'), broken: true }], [plain])).toBe(false);
});

test('the same text for another entry of the catalogue is another check', () => {
  expect(checkKey('a', { id: 'x', title: 'X' })).not.toBe(checkKey('a', { id: 'x', title: 'Y' }));
});

describe('what earlier checks found', () => {
  const openIn = async (root: string, fingerprint = 'one', fresh = false) =>
    openKnownChecks(contentPaths(root), { fingerprint, fresh });

  test('is known to the next ones by the same criteria alone', async () => {
    const root = await temporaryFolder();
    const checks = await openIn(root);
    await Promise.all([checks.keep('a', []), checks.keep('b', [failed])]);
    const again = await openIn(root);
    expect([again.find('a'), again.find('b'), again.find('c')]).toEqual([[], [failed], undefined]);
    expect((await openIn(root, 'other')).find('a')).toBeUndefined();
    expect((await openIn(root, 'one', true)).find('a')).toBeUndefined();
  });

  test('is begun anew under another fingerprint', async () => {
    const root = await temporaryFolder();
    await (await openIn(root)).keep('a', []);
    await (await openIn(root, 'other')).keep('b', []);
    const file = contentPaths(root).checks;
    expect(readFileSync(file, 'utf8').trimEnd().split('\n')).toHaveLength(2);
    expect((await openIn(root, 'other')).find('b')).toEqual([]);
  });

  test('survives damage: a line that cannot be read is not known', async () => {
    const root = await temporaryFolder();
    await (await openIn(root)).keep('a', []);
    const file = contentPaths(root).checks;
    appendFileSync(file, '{"key":"b","open":[{"id":1}]}\n{"key":"c","op');
    const again = await openIn(root);
    expect([again.find('a'), again.find('b'), again.find('c')]).toEqual([[], undefined, undefined]);
    writeFileSync(file, 'no journal of ours');
    expect((await openIn(root)).find('a')).toBeUndefined();
  });

  test('is not written through a link that somebody planted', async () => {
    const root = await temporaryFolder();
    const outside = join(await temporaryFolder(), 'outside');
    writeFileSync(outside, '{"v":1,"fingerprint":"one"}\n');
    mkdirSync(join(root, '.engine'));
    symlinkSync(outside, contentPaths(root).checks);
    await expect((await openIn(root)).keep('a', [])).rejects.toThrow('link');
    expect(readFileSync(outside, 'utf8')).toBe('{"v":1,"fingerprint":"one"}\n');
  });
});
