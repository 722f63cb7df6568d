import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { gatedWork } from '../../../src/cli/gated-work.ts';
import { readAttempts } from '../../../src/engine/agent/attempts.ts';
import { waitingApprovals } from '../../../src/engine/approvals/approvals.ts';
import { readFactoryConfig } from '../../../src/engine/factory-config.ts';
import type { ModelRequest } from '../../../src/models/port.ts';
import { reply, uses, validates, writes } from '../replies.ts';
import { openTinyFactory } from '../tiny-factory.ts';
import { note, tinyProduct } from '../tiny-product.ts';
import { until } from '../watch.ts';

const notice = { subject: 'A fault in the catalogue', text: 'Item 0 has no example.' };

/** A webhook on this machine, and what it got. */
async function receiver() {
  const got: { key: string | undefined; body: unknown }[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = await request.toArray();
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    got.push({ key: request.headers['idempotency-key']?.toString(), body });
    response.end('noted');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const { port } = server.address() as AddressInfo;
  return { got, webhook: `http://127.0.0.1:${port}/notices` };
}

/** A factory whose agents send a notice once when they can, with what its factory.json makes of it. */
async function sending(settings: object) {
  const requests: ModelRequest[] = [];
  const factory = await openTinyFactory({
    items: 1,
    callModel: async (request) => {
      requests.push(request);
      const canSend = request.tools.some(({ name }) => name === 'send');
      const { item, turn } = request;
      const sends = canSend && turn === 1 ? [uses('send', notice, 's1')] : [];
      return reply([writes(note(item, 'good'), `w${turn}`), ...sends, validates(`v${turn}`)]);
    },
  });
  await writeFile(factory.paths.factory, JSON.stringify({ product: 'tiny', ...settings }));
  const config = await readFactoryConfig(factory.paths.factory);
  const work = gatedWork({ paths: factory.paths, config, product: tinyProduct });
  return { factory, requests, work };
}

test('agents have a tool to send notices only where factory.json says how', async () => {
  const { factory, requests, work } = await sending({});
  const { state } = await factory.run(work);
  expect(state.counts.accepted).toBe(1);
  expect(requests.flatMap(({ tools }) => tools.map(({ name }) => name))).not.toContain('send');
});

test('a notice goes out once a person has read it, and its agent goes on with the receiver’s answer', async () => {
  const { got, webhook } = await receiver();
  const { factory, work } = await sending({ send: { webhook } });
  const engine = await factory.start({ ...work, waitForApprovals: true });
  // The item is put down, and the engine has nothing else to do.
  await until(engine.store, ({ counts }) => counts.parked === 1);
  const [asked] = waitingApprovals(engine.store.getState());
  if (!asked) throw new Error('nothing was asked');
  expect(asked.action).toMatchObject({ verb: 'send', target: new URL(webhook).host });
  expect(asked.action.effect).toContain(notice.text);
  expect(got).toEqual([]);
  expect(await engine.send({ ...asked, type: 'approve' }, 'a')).toEqual({ ok: true });
  await engine.done;
  expect(engine.store.getState().counts.accepted).toBe(1);
  expect(got).toEqual([{ key: asked.id, body: { id: asked.id, action: 'send', ...notice } }]);
  const [attempt] = await readAttempts(factory.paths.item('item-0'), false);
  expect(JSON.stringify(attempt?.entries)).toContain('noted');
});

test('a notice that is denied goes nowhere, and its agent hears why', async () => {
  const { got, webhook } = await receiver();
  const { factory, work } = await sending({ send: { webhook } });
  const engine = await factory.start({ ...work, waitForApprovals: true });
  await until(engine.store, ({ counts }) => counts.parked === 1);
  const [asked] = waitingApprovals(engine.store.getState());
  if (!asked) throw new Error('nothing was asked');
  await engine.send({ ...asked, type: 'deny', reason: 'we know of it' }, 'a');
  await engine.done;
  expect(engine.store.getState().counts.accepted).toBe(1);
  expect(got).toEqual([]);
  const [attempt] = await readAttempts(factory.paths.item('item-0'), false);
  expect(JSON.stringify(attempt?.entries)).toContain('we know of it');
});

test('a rule of factory.json has notices to the operators sent unasked', async () => {
  const { got, webhook } = await receiver();
  const gates = [{ tool: 'send', arguments: { subject: 'A fault *' }, gate: 'allow' }];
  const { factory, work } = await sending({ send: { webhook }, gates });
  const { state } = await factory.run(work);
  expect(state.counts).toMatchObject({ accepted: 1, parked: 0 });
  expect(got).toHaveLength(1);
  expect([...state.approvals.values()]).toMatchObject([
    { tool: 'send', state: 'done', decidedBy: 'rule 1 of factory.json' },
  ]);
});
