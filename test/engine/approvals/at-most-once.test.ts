import fc from 'fast-check';
import { expect, test } from 'vitest';
import { waitingApprovals } from '../../../src/engine/approvals/approvals.ts';
import type { Engine } from '../../../src/engine/engine.ts';
import type { ContentPaths } from '../../../src/engine/files/paths.ts';
import { replay } from '../../../src/engine/journal/checkpoint.ts';
import type { Event } from '../../../src/engine/journal/events.ts';
import { readJournal } from '../../../src/engine/journal/journal-files.ts';
import { openDesk } from '../../../src/engine/open-desk.ts';
import type { ApprovalState } from '../../../src/engine/state/state.ts';
import type { CallModel } from '../../../src/models/port.ts';
import { asKilled, type Fate, openOutside, shippingProduct } from '../outside.ts';
import { reply, uses, validates, writes } from '../replies.ts';
import { openTinyFactory } from '../tiny-factory.ts';
import { note } from '../tiny-product.ts';
import { until } from '../watch.ts';

type Factory = Awaited<ReturnType<typeof openTinyFactory>>;
type Outside = ReturnType<typeof openOutside>;

/** Some agents ship in the middle of their turn; the product ships what was accepted. */
const author: CallModel = async ({ item, turn }) =>
  reply([
    writes(note(item, 'good'), `w${turn}`),
    ...(item === 'item-0' ? [uses('ship', { what: `${item}.txt`, to: 'a friend' }, 's')] : []),
    validates(`v${turn}`),
  ]);

/** What a person does next: to which of those that wait, and what. */
const step = fc.record({
  pick: fc.nat(5),
  what: fc.constantFrom('approve', 'deny', 'allow', 'kill', 'stop', 'desk', 'expire'),
});
const fate = fc.constantFrom<Fate>(
  'done',
  'done',
  'failed',
  'unknown',
  'dies before',
  'dies after',
);

test(
  'no action happens without a matching approval, none twice, none is forgotten, whatever lies between',
  {
    timeout: 120_000,
  },
  async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), fc.array(fate, { maxLength: 8 }), live),
      { numRuns: 25 },
    );
  },
);

async function live(steps: readonly Step[], fates: readonly Fate[]): Promise<void> {
  const left = [...fates];
  const factory = await openTinyFactory({ items: 2, callModel: author });
  const happened: string[] = [];
  // Each life of an engine has its own hands; the world they act upon stays.
  const hands = () => openOutside(() => left.shift() ?? 'done', happened);
  let paths = factory.paths;
  for (const one of steps) paths = await liveOn(factory, { paths, outside: hands(), one });
  await settleAll(factory, paths, hands);
}

type Step = {
  pick: number;
  what: 'approve' | 'deny' | 'allow' | 'kill' | 'stop' | 'desk' | 'expire';
};

const over = ({ ship }: Outside) => ({
  product: { ...shippingProduct, tools: [...shippingProduct.tools, ship] },
  actions: [ship],
  waitForApprovals: true,
});

/** One life of an engine, with one thing that a person does; gives the folder as it is left. */
async function liveOn(
  factory: Factory,
  { paths, outside, one }: { paths: ContentPaths; outside: Outside; one: Step },
): Promise<ContentPaths> {
  if (one.what === 'desk') return decideAtDesk(factory, { paths, outside, one });
  if (one.what === 'expire') factory.pass(73 * 3_600_000);
  const engine = await factory.start({ ...over(outside), paths });
  await Promise.race([quiet(engine), outside.died]);
  const asked = pickOf(engine, one.pick);
  if (asked && one.what === 'approve') await engine.send({ ...asked, type: 'approve' }, 'a');
  if (asked && one.what === 'deny')
    await engine.send({ ...asked, type: 'deny', reason: 'no' }, 'a');
  if (asked && one.what === 'allow') await engine.send({ ...asked, type: 'allow-alike' }, 'a');
  if (one.what !== 'kill') await Promise.race([quiet(engine), outside.died]);
  if (one.what === 'stop') await endOf(engine, outside);
  return asKilled(paths.root, outside);
}

/** Nothing goes on: all that is left is a person's, or it has ended. */
async function quiet({ store, done }: Engine): Promise<void> {
  const isQuiet = () =>
    until(store, (state) => {
      const stages = [...state.approvals.values()];
      return (
        state.counts.working === 0 &&
        state.counts.accepted + state.counts.parked === 2 &&
        !stages.some(({ state: stage, asker }) =>
          asker === 'product' ? stage === 'approved' || stage === 'acting' : stage === 'acting',
        )
      );
    });
  await Promise.race([isQuiet(), done]);
}

async function endOf(engine: Engine, { died }: Outside): Promise<void> {
  await engine.send({ type: 'stop', now: false }, 'a');
  await Promise.race([engine.done, died]);
}

function pickOf({ store }: Engine, pick: number): ApprovalState | undefined {
  const waiting = waitingApprovals(store.getState());
  return waiting[pick % Math.max(1, waiting.length)];
}

async function decideAtDesk(
  factory: Factory,
  { paths, outside, one }: { paths: ContentPaths; outside: Outside; one: Step },
): Promise<ContentPaths> {
  const { events } = await readJournal(paths.journal);
  const waiting = waitingApprovals(replay(events));
  const asked = waiting[one.pick % Math.max(1, waiting.length)];
  const desk = await openDesk({ ...factory.options, paths, actions: [outside.ship] });
  const deciding = asked ? desk.decide({ ...asked, type: 'approve' }, 'a') : Promise.resolve();
  await Promise.race([deciding, outside.died]);
  return asKilled(paths.root, outside);
}

/** A last run in which a person approves whatever waits, then the laws are looked at. */
async function settleAll(
  factory: Factory,
  given: ContentPaths,
  hands: () => Outside,
): Promise<void> {
  let paths = given;
  for (;;) {
    const outside = hands();
    const engine = await factory.start({ ...over(outside), paths });
    const stop = engine.store.subscribe(() => queueMicrotask(() => approveAll(engine)));
    approveAll(engine);
    const end = await Promise.race([engine.done, outside.died.then(() => 'died' as const)]);
    stop();
    if (end === 'died') {
      paths = await asKilled(paths.root, outside);
      continue;
    }
    const { events } = await readJournal(paths.journal);
    expect(replay(events)).toEqual(engine.store.getState());
    return laws(events, outside.happened);
  }
}

function approveAll({ store, send }: Engine): void {
  for (const one of waitingApprovals(store.getState())) void send({ ...one, type: 'approve' }, 'z');
}

function laws(events: readonly Event[], happened: readonly string[]): void {
  const state = replay(events);
  // None is forgotten: both outputs are accepted, each was asked for, nothing hangs in between.
  expect(state.counts.accepted).toBe(2);
  const stages = [...state.approvals.values()];
  expect(stages.filter(({ asker }) => asker === 'product').length).toBe(2);
  expect(stages.filter(({ asker }) => asker === 'agent').length).toBe(1);
  for (const { state: stage } of stages)
    expect(['done', 'failed', 'denied', 'expired']).toContain(stage);
  for (const approval of stages) {
    const own = events.filter((one) => 'id' in one && one.id === approval.id);
    const count = (is: (one: Event) => boolean) => own.filter(is).length;
    const approved = count((one) => one.type === 'approval.decided' && one.decision === 'approved');
    const begun = count((one) => one.type === 'action.begun');
    const times = happened.filter((id) => id === approval.id).length;
    // Each beginning has its own approval, and nothing happens outside of one.
    expect(begun).toBeLessThanOrEqual(approved);
    expect(times).toBeLessThanOrEqual(begun);
    expect(own.filter((one) => one.type === 'action.ended').length).toBe(begun);
    if (approval.state === 'done') expect(times).toBeGreaterThan(0);
  }
  expect(happened.every((id) => state.approvals.has(id))).toBe(true);
}
