import type Anthropic from '@anthropic-ai/sdk';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opening, type Params, rehearse } from './tiny-client.ts';

const SEED = 11;
const long = (word: string, count = 600): string => `${word} `.repeat(count);
const hour = { type: 'ephemeral', ttl: '1h' } as const;
const short = { type: 'ephemeral' } as const;

function withSystem(text: string, cache_control: Anthropic.CacheControlEphemeral): Params {
  return { ...opening('item-1'), system: [{ type: 'text', text, cache_control }] };
}

function inputSum(usage: Anthropic.Usage): number {
  const { input_tokens, cache_creation_input_tokens, cache_read_input_tokens } = usage;
  return input_tokens + (cache_creation_input_tokens ?? 0) + (cache_read_input_tokens ?? 0);
}

describe('the prompt cache', () => {
  it('always bills input, writes and reads that sum to the prompt', async () => {
    const { client, close } = await rehearse();
    const block = fc.record({
      words: fc.constantFrom('alpha', 'beta'),
      count: fc.integer({ min: 1, max: 900 }),
      mark: fc.boolean(),
    });
    const prompt = fc.record({
      system: block,
      blocks: fc.array(block, { minLength: 1, maxLength: 30 }),
      automatic: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(prompt, async ({ system, blocks, automatic }) => {
        const params = withSystem(long(system.words, system.count), hour);
        let marks = 0;
        params.messages = [
          {
            role: 'user',
            content: blocks.map(({ words, count, mark }) => {
              if (mark) marks += 1;
              const text = long(words, count);
              return mark && marks <= 2
                ? { type: 'text' as const, text, cache_control: short }
                : { type: 'text' as const, text };
            }),
          },
        ];
        if (automatic) params.cache_control = short;
        const { max_tokens: _, ...counted } = params;
        const { input_tokens } = await client.messages.countTokens(counted);
        const { usage } = await client.messages.create(params);
        expect(inputSum(usage)).toBe(input_tokens);
        const written = usage.cache_creation;
        expect(
          (written?.ephemeral_5m_input_tokens ?? 0) + (written?.ephemeral_1h_input_tokens ?? 0),
        ).toBe(usage.cache_creation_input_tokens);
        const again = (await client.messages.create(params)).usage;
        expect(inputSum(again)).toBe(input_tokens);
        expect(again.cache_creation_input_tokens).toBe(0);
        expect(again.input_tokens).toBe(usage.input_tokens);
      }),
      { seed: SEED, numRuns: 60 },
    );
    await close();
  });

  it('reads a prefix that another conversation wrote, for the same model alone', async () => {
    const { client, close } = await rehearse();
    const first = withSystem(long('shared'), hour);
    const { usage: writer } = await client.messages.create(first);
    const other = { ...first, messages: opening('item-2').messages };
    const { usage: reader } = await client.messages.create(other);
    expect(writer.cache_creation?.ephemeral_1h_input_tokens).toBeGreaterThan(512);
    expect(reader.cache_read_input_tokens).toBe(writer.cache_creation_input_tokens);
    const { usage } = await client.messages.create({ ...other, model: 'claude-opus-5-5' });
    expect(usage.cache_read_input_tokens).toBe(0);
    await close();
  });

  it('caches nothing under 512 tokens', async () => {
    const { client, close } = await rehearse();
    const params = { ...withSystem('short', hour), tools: [] };
    for (const _ of [1, 2]) {
      const { usage } = await client.messages.create(params);
      expect(usage.cache_creation_input_tokens).toBe(0);
      expect(usage.cache_read_input_tokens).toBe(0);
    }
    await close();
  });

  it('forgets after the time to live, which a read renews', async () => {
    let nowMs = 0;
    const { client, close } = await rehearse({ clock: () => nowMs });
    const readAt = async (minutes: number, mark: Anthropic.CacheControlEphemeral) => {
      nowMs = minutes * 60_000;
      const { usage } = await client.messages.create(withSystem(long('kept'), mark));
      return (usage.cache_read_input_tokens ?? 0) > 0;
    };
    const five = [];
    for (const minutes of [0, 4, 8, 14]) five.push(await readAt(minutes, short));
    expect(five).toEqual([false, true, true, false]);
    const sixty = [];
    for (const minutes of [100, 159, 218, 279]) sixty.push(await readAt(minutes, hour));
    expect(sixty).toEqual([false, true, true, false]);
    await close();
  });

  it('looks back over 20 blocks and no further', async () => {
    const readAfter = async (added: number) => {
      const { client, close } = await rehearse();
      const text = (words: string) => ({ type: 'text' as const, text: words });
      const ask = async (blocks: Anthropic.TextBlockParam[]) =>
        client.messages.create({
          ...opening('item-1'),
          cache_control: short,
          messages: [{ role: 'user', content: blocks }],
        });
      const start = [text(long('begin'))];
      await ask(start);
      const more = Array.from({ length: added }, (_, index) => text(`more ${index}`));
      const { usage } = await ask([...start, ...more]);
      await close();
      return usage.cache_read_input_tokens ?? 0;
    };
    expect(await readAfter(19)).toBeGreaterThan(0);
    expect(await readAfter(20)).toBe(0);
  });

  it('lets nobody read an entry before the response that wrote it has begun', async () => {
    const { client, close } = await rehearse({ speed: 0.5 });
    const params = { ...withSystem(long('together'), hour), max_tokens: 10 };
    const both = await Promise.all([
      client.messages.create(params),
      client.messages.create(params),
    ]);
    for (const { usage } of both) expect(usage.cache_read_input_tokens).toBe(0);
    await close();
  });

  it('grows the tail turn by turn with automatic caching', async () => {
    const { client, close } = await rehearse();
    const params: Params = { ...withSystem(long('system'), hour), cache_control: short };
    const { usage: first, content } = await client.messages.create(params);
    params.messages = [
      ...params.messages,
      { role: 'assistant', content },
      {
        role: 'user',
        content: content.flatMap((block) =>
          block.type === 'tool_use'
            ? [{ type: 'tool_result' as const, tool_use_id: block.id, content: 'ok' }]
            : [],
        ),
      },
    ];
    const { usage: second } = await client.messages.create(params);
    expect(second.cache_read_input_tokens).toBe(first.cache_creation_input_tokens);
    expect(second.cache_creation?.ephemeral_1h_input_tokens).toBe(0);
    expect(second.cache_creation?.ephemeral_5m_input_tokens).toBeGreaterThan(0);
    expect(second.input_tokens).toBe(0);
    await close();
  });
});
