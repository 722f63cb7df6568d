import { isDeepStrictEqual } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { readTranscript } from '../../src/engine/agent/transcript.ts';
import { waitingApprovals } from '../../src/engine/approvals/approvals.ts';
import { limitsSchema } from '../../src/engine/limits.ts';
import type { Product } from '../../src/engine/product.ts';
import { createAnthropicModel } from '../../src/models/anthropic.ts';
import { ANTHROPIC_ENDPOINT } from '../../src/models/endpoint.ts';
import { startRehearsal } from '../../src/rehearsal/server.ts';
import { openTinyFactory } from '../engine/tiny-factory.ts';
import { tinyProduct } from '../engine/tiny-product.ts';
import { until } from '../engine/watch.ts';
import { TINY_SCRIPT, tale } from './tiny-script.ts';

/** Tales, as the tiny script tells them. */
const tales: Product = {
  ...tinyProduct,
  artefactSchema: z.json(),
  artefactFile: TINY_SCRIPT.artefactFile,
  itemPrompt: ({ id }) => `Item: ${id} please`,
  routes: [{ name: 'r', when: {}, steps: [{ model: 'claude-sonnet-5-5', maxRepairs: 20 }] }],
  criteria: [
    {
      id: 'is-tale',
      title: 'It is the tale',
      weight: 1,
      check: (artefact, { item }) =>
        isDeepStrictEqual(artefact, tale(item?.id ?? ''))
          ? []
          : [{ path: '$.title', message: 'not as it is told' }],
    },
  ],
};

test('an author that asks to delete a file goes on after either answer, and asks once', async () => {
  const server = await startRehearsal({
    script: TINY_SCRIPT,
    seed: 1,
    speed: Number.POSITIVE_INFINITY,
    faults: [{ on: { every: 1 }, fault: 'asks-to-delete' }],
  });
  onTestFinished(server.close);
  const endpoint = { apiKey: 'any', baseUrl: server.baseUrl, endpoint: ANTHROPIC_ENDPOINT };
  const callModel = createAnthropicModel(endpoint);
  const factory = await openTinyFactory({ items: 6 });
  const limits = limitsSchema.parse({ maxRepairs: 20, maxSameFailures: 20 });
  const over = { limits, product: tales, routes: tales.routes, callModel, waitForApprovals: true };
  const { send, store, done } = await factory.start(over);
  await until(store, ({ counts }) => counts.parked === 6);
  expect(store.getState().run.state).toBe('running');
  for (const [n, { id, digest, reason }] of waitingApprovals(store.getState()).entries()) {
    expect(reason).toContain('I ask to delete them before the check');
    const denied = { type: 'deny', id, digest, reason: 'keep them' } as const;
    await send(n % 2 === 0 ? { type: 'approve', id, digest } : denied, 'a person');
  }
  expect(await done).toEqual({ outcome: 'finished', reason: 'nothing is left to do' });
  const state = store.getState();
  expect(state.counts).toMatchObject({ accepted: 6, escalated: 0 });
  expect(state.approvals.size).toBe(6);
  // Not one request was refused: the ids of the conversations were valid throughout.
  for (const { stopReason } of server.ledger()) expect(stopReason).toBeDefined();
  const told = await Promise.all(
    factory.catalogue.map(({ id }) => readTranscript(factory.paths.item(id).transcript(1))),
  );
  expect(JSON.stringify(told).match(/Deleted notes\.md/g)?.length).toBe(3);
  expect(JSON.stringify(told).match(/a person denied it \(keep them\)/g)?.length).toBe(3);
});
