import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { CallModel } from '../../../src/models/port.ts';
import { reply, validates, writes } from '../replies.ts';
import { repairingAuthor } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { diedAfter } from '../watch.ts';

/** Dies while the second reply is under way, spoils the draft, and gives it as the next engine's model meets it. */
async function draftMetAfter(spoil: (draft: string) => void, author?: CallModel) {
  const factory = await diedAfter(1, { items: 1, ...(author ? { author } : {}) });
  const { draft } = factory.paths.item('item-0');
  spoil(draft);
  const met = new Map<string, string>();
  const callModel: CallModel = (request, io) => {
    if (request.turn === 2 && request.attempt === 1) {
      for (const name of readdirSync(draft)) met.set(name, readFileSync(join(draft, name), 'utf8'));
    }
    return repairingAuthor(request, io);
  };
  const { state } = await factory.run({ callModel });
  return { met: [...met], item: state.items.get('item-0') };
}

const written: [string, string][] = [['note.json', note('item-0', 'good', 'bad')]];

test.each<[string, (draft: string) => void]>([
  ['with a file that nobody wrote', (draft) => writeFileSync(join(draft, 'stray.json'), '{}')],
  [
    'with the outcome of a call whose result was never saved',
    (draft) => writeFileSync(join(draft, 'note.json'), note('item-0', 'good', 'better')),
  ],
  ['with a half written file', (draft) => writeFileSync(join(draft, '.~0f.tmp'), 'ha')],
  [
    'with a folder in the place of the file',
    (draft) => {
      rmSync(join(draft, 'note.json'));
      mkdirSync(join(draft, 'note.json', 'deep'), { recursive: true });
    },
  ],
  ['that has gone', (draft) => rmSync(draft, { recursive: true })],
  [
    'that is a file',
    (draft) => {
      rmSync(draft, { recursive: true });
      writeFileSync(draft, 'no folder');
    },
  ],
])('a draft %s is again what the conversation made it', async (_what, spoil) => {
  const { met, item } = await draftMetAfter(spoil);
  expect(met).toEqual(written);
  expect(item).toMatchObject({ status: 'accepted', attempts: 1, repairs: 1 });
});

test('a writing call that was cut, and so never run, leaves nothing in the draft', async () => {
  const author: CallModel = async ({ item }) => {
    const [good, cut] = [writes(note(item, 'good', 'bad'), '1'), writes('never', '3')];
    return reply([good, validates('2'), cut], 'max_tokens');
  };
  const { met, item } = await draftMetAfter(() => {}, author);
  expect(met).toEqual(written);
  expect(item?.attempts).toBe(1);
});
