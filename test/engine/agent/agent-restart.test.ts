import { describe, expect, test } from 'vitest';
import type { ModelMessage } from '../../../src/models/port.ts';
import { edits, reply, says, uses, validates, writes } from '../replies.ts';
import { note } from '../tiny-product.ts';
import { attempt, draftOf, freshEntries } from './tiny-agent.ts';

const stories: [string, ModelMessage[]][] = [
  [
    'that is repaired twice',
    [
      reply([says('I write.'), writes(note('a', 'bad', 'ugly'), '1'), validates('2')]),
      reply([edits('"bad"', '"bed"', '3'), validates('4')]),
      reply([edits('"ugly"', '"nice"', '5')]),
      reply([says('Done.')]),
    ],
  ],
  [
    'with edits that find their place once only',
    [
      reply([writes(note('a', 'bad', 'x'), '1'), edits('"x"', '"x","y"', '2'), validates('3')]),
      reply([
        edits('"x"', '"z"', '4'),
        edits('"x"', '"w"', '5'),
        edits('"bad"', '"b"', '6'),
        validates('7'),
      ]),
    ],
  ],
  [
    'with empty, paused and cut replies',
    [
      reply([]),
      reply([says('Let me think')], 'pause_turn'),
      reply([writes(note('a', 'bad'), '1'), writes('never', '2')], 'max_tokens'),
      reply([uses('fly', {}, '3'), uses('read_file', { path: 'note.json' }, '4')]),
      reply([edits('bad', 'good', '5'), validates('6')]),
    ],
  ],
  [
    'that never passes',
    [
      reply([writes(note('a', 'bad'), '1'), validates('2')]),
      reply([edits('bad', 'ugly', '3'), validates('4')]),
      reply([edits('ugly', 'bad', '5'), validates('6')]),
      reply([edits('bad', 'ugly', '7')]),
      reply([says('I give up.')]),
    ],
  ],
];

describe.each(stories)('an attempt %s', (_title, replies) => {
  test('that is cut anywhere and begun again ends the same, and pays no reply twice', async () => {
    const whole = await attempt({ replies });
    expect(whole.requests.length).toBe(replies.length);
    for (let cut = freshEntries().length; cut <= whole.entries.length; cut += 1) {
      const saved = whole.entries.slice(0, cut);
      // The crash may have come before the tools of a saved reply ran, or after, unsaved.
      for (const onDisk of [saved, whole.entries.slice(0, cut + 1)]) {
        const again = await attempt({ replies, entries: saved, files: await draftOf(onDisk) });
        expect(again.end).toEqual(whole.end);
        expect(again.entries).toEqual(whole.entries);
        expect(again.draft).toBe(whole.draft);
        const paid = saved.filter(({ type }) => type === 'reply').length;
        expect(again.requests).toEqual(whole.requests.slice(paid));
      }
    }
  });
});
