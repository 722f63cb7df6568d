import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  appendEntry,
  readTranscript,
  recoverTranscript,
  writeTranscript,
} from '../../../src/engine/agent/transcript.ts';
import { temporaryFolder } from '../folder.ts';
import { freshEntries } from './tiny-agent.ts';

async function saved() {
  const file = join(await temporaryFolder(), 'attempts', '1', 'transcript.jsonl');
  await writeTranscript(file, freshEntries());
  return file;
}

describe('a transcript', () => {
  test('gives back what was saved, and nothing where there is none', async () => {
    expect(await readTranscript(await saved())).toEqual(freshEntries());
    expect(await readTranscript(join(await temporaryFolder(), 'none'))).toEqual([]);
  });

  test('keeps fields of blocks that nobody here knows', async () => {
    const file = await saved();
    const block = { type: 'thinking' as const, thinking: 'hm', signature: 's', later: [1] };
    const reply = {
      type: 'reply' as const,
      at: '2026-11-23T00:00:00.000Z',
      turn: 1,
      content: [block],
      stopReason: 'end_turn',
      servedModel: 'm',
      requestId: null,
      usage: null,
      costUsd: null,
      latencyMs: 1,
    };
    await appendEntry(file, reply);
    expect((await readTranscript(file)).at(-1)).toEqual(reply);
  });

  test('whose last line is torn is read without it, and cut by the one who goes on', async () => {
    const file = await saved();
    const whole = readFileSync(file);
    const torn = Buffer.concat([whole, Buffer.from('{"type":"user","at":"€').subarray(0, -1)]);
    writeFileSync(file, torn);
    expect(await readTranscript(file)).toEqual(freshEntries());
    expect(readFileSync(file)).toEqual(torn);
    expect(await recoverTranscript(file)).toEqual(freshEntries());
    expect(readFileSync(file)).toEqual(whole);
  });

  test.each(['rubbish', '{"type":"user"}', ''])(
    'with a damaged line is refused with file and line: %j',
    async (line) => {
      const file = await saved();
      const lines = readFileSync(file, 'utf8').split('\n');
      writeFileSync(file, lines.with(0, line).join('\n'));
      for (const read of [readTranscript, recoverTranscript]) {
        await expect(read(file)).rejects.toThrow(
          `${file}:1: expected a line of a transcript, found ${line}`,
        );
      }
    },
  );
});
