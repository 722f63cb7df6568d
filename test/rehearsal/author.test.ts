import { describe, expect, it } from 'vitest';
import { holdExchange, opening, type Params, rehearse } from './tiny-client.ts';

const items = (count: number) => Array.from({ length: count }, (_, index) => `item-${index}`);

describe('the simulated author', () => {
  it('brings items to a passing card by small edits that always match once', async () => {
    const { client, close } = await rehearse();
    const ask = (params: Params) => client.messages.create(params);
    const edits: number[] = [];
    for (const item of items(40)) {
      const done = await holdExchange(ask, opening(item), item);
      expect(done.passed, item).toBe(true);
      expect(done.toolErrors, item).toEqual([]);
      const calls = JSON.stringify(done.messages).split('"name":"edit_file"').length - 1;
      if (done.repairs > 0) edits.push(calls);
    }
    expect(edits.length).toBeGreaterThan(5);
    expect(Math.max(...edits)).toBeGreaterThan(1);
    await close();
  });

  it.each([
    ['claude-opus-5-5', 0.97],
    ['claude-sonnet-5-5', 0.6],
    ['claude-haiku-5-5', 0.85],
  ])('passes at the first card at the rate of %s', async (model, rate) => {
    const { client, close } = await rehearse({ seed: 7 });
    const ask = (params: Params) => client.messages.create(params);
    let firstPasses = 0;
    let accepted = 0;
    for (const item of items(400)) {
      const done = await holdExchange(ask, opening(item, model), item);
      if (done.repairs === 0) firstPasses += 1;
      if (done.repairs <= 3) accepted += 1;
    }
    expect(Math.abs(firstPasses / 400 - rate)).toBeLessThan(0.05);
    expect(accepted / 400).toBeGreaterThan(0.9);
    await close();
  });

  it('says the same in the same conversation, whatever the server did before', async () => {
    const [one, other] = [await rehearse(), await rehearse()];
    for (const item of items(5)) await other.client.messages.create(opening(item));
    const exchanges = [one, other].map(({ client }) =>
      holdExchange((params) => client.messages.create(params), opening('item-3'), 'item-3'),
    );
    const [first, second] = await Promise.all(exchanges);
    expect(first?.messages).toEqual(second?.messages);
    await Promise.all([one.close(), other.close()]);
  });

  it('says something else with another seed', async () => {
    const texts = new Set<string>();
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8]) {
      const { client, close } = await rehearse({ seed });
      const ask = (params: Params) => client.messages.create(params);
      texts.add(JSON.stringify((await holdExchange(ask, opening('item-3'), 'item-3')).file));
      const first = await client.messages.create(opening('item-3'));
      texts.add(JSON.stringify(first.content).replaceAll(/toolu_\w+/g, ''));
      await close();
    }
    expect(texts.size).toBeGreaterThan(3);
  });

  it('varies its manner over the items: some look around first, some do not validate', async () => {
    const { client, close } = await rehearse();
    const openings = new Map<string, number>();
    for (const item of items(100)) {
      const { content } = await client.messages.create(opening(item));
      const names = content.flatMap((block) => (block.type === 'tool_use' ? [block.name] : []));
      openings.set(names.join(), (openings.get(names.join()) ?? 0) + 1);
    }
    expect([...openings.keys()].sort()).toEqual([
      'list_files,read_file',
      'write_file',
      'write_file,validate',
    ]);
    expect(openings.get('list_files,read_file')).toBeGreaterThan(20);
    expect(openings.get('write_file')).toBeGreaterThan(5);
    await close();
  });

  it('rewrites the whole file after an edit that failed', async () => {
    const { client, close } = await rehearse();
    let sabotaged = 0;
    for (const item of items(20)) {
      const done = await holdExchange(
        async (params) => {
          const reply = await client.messages.create(params);
          const edit = reply.content.find(
            (block) => block.type === 'tool_use' && block.name === 'edit_file',
          );
          if (edit?.type === 'tool_use') {
            edit.input = { path: 'tale.json', old_text: 'is nowhere', new_text: '' };
            sabotaged += 1;
          }
          return reply;
        },
        opening(item),
        item,
      );
      expect(done.passed, item).toBe(true);
    }
    expect(sabotaged).toBeGreaterThan(2);
    await close();
  });

  it('goes on after a reply that was cut at max_tokens', async () => {
    const { client, close } = await rehearse({
      faults: [{ on: { every: 2 }, fault: 'max-tokens-in-tool', times: 20 }],
    });
    const done = await holdExchange(
      async (params) => {
        const reply = await client.messages.create(params);
        if (reply.stop_reason !== 'max_tokens') return reply;
        return { ...reply, content: [{ type: 'text', text: '(cut)', citations: null }] };
      },
      opening('item-2'),
      'item-2',
    );
    expect(done.passed).toBe(true);
    await close();
  });

  it('says plainly that it has nothing for an item it does not know', async () => {
    const { client, close } = await rehearse();
    const reply = await client.messages.create(opening('stranger'));
    expect(reply.stop_reason).toBe('end_turn');
    expect(reply.content).toMatchObject([
      { type: 'text', text: expect.stringMatching(/no output for the item "stranger"/) },
    ]);
    await close();
  });
});
