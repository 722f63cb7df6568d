import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Json } from '../../src/engine/json.ts';
import { layOut } from '../../src/rehearsal/lay-out.ts';
import { applyPatch, patchBetween } from '../../src/rehearsal/value-patch.ts';
import { patchText } from '../../src/tools/json-patch/patch-text.ts';
import { tale } from './tiny-script.ts';

it('what the author patches is what the tool makes of it, byte for byte', async () => {
  const value = fc.jsonValue({ maxDepth: 2 }).map((any) => JSON.parse(JSON.stringify(any)) as Json);
  const place = fc.record({ chapter: fc.nat({ max: 2 }), step: fc.nat({ max: 5 }), value });
  let patches = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(place, { maxLength: 4 }), value, async (places, title) => {
      const changed: Json = JSON.parse(JSON.stringify({ ...tale('item-1'), title }));
      const spoiled = places.reduce<Json>((json, { chapter, step, value: put }) => {
        const text = layOut(json);
        const path = `/chapters/${chapter}/steps/${step}`;
        return JSON.parse(applyPatch(text, [{ op: 'replace', path, value: put }]) ?? text);
      }, changed);
      const [before, after] = [layOut(tale('item-1')), layOut(spoiled)];
      const operations = patchBetween(before, after);
      if (!operations || operations.length === 0) return;
      patches += 1;
      expect(await patchText(before, operations)).toEqual({ type: 'patched', text: after });
      expect(applyPatch(before, operations)).toBe(after);
    }),
    { seed: 11, numRuns: 200 },
  );
  expect(patches).toBeGreaterThan(40);
});

it.each([
  ['another number of lines', '[1,\n2]', '[1]'],
  ['the layout alone', layOut([1, 2]), `${layOut([1, 2])}\n`],
  ['no JSON', '{', '{}'],
])('gives no patch where it takes more: %s', (_what, before, after) => {
  expect(patchBetween(before, after)).toBeUndefined();
});
