import type { ChildProcess } from 'node:child_process';
import type { CriterionFacts } from '../cards/criterion-facts.ts';
import type { Judge } from '../cards/judge.ts';
import type { ReportCard } from '../cards/report-card.ts';
import type { CatalogueItem } from '../product.ts';
import { keepProcess } from './keep-process.ts';
import type { CheckRequest, ValidatorNews } from './messages.ts';

/** Judges in a process of its own, so that the engine's event loop never waits for a criterion. */
export interface Validator {
  judge: Judge;
  /** What it judges by, engines tried. Rejects when the process dies of that. */
  facts(): Promise<CriterionFacts[]>;
  /** Ends the process; what is being judged is given up. */
  close(): Promise<void>;
}

export interface ValidatorOptions {
  /** Starts a process that serves checks (see serve.ts), with an IPC channel. */
  fork(): ChildProcess;
  /** How many outputs are judged at once. */
  atOnce: number;
  /** A criterion that takes longer hangs: the process is killed, as if the criterion had done it. */
  hangMs?: number;
  /** A process that takes longer to come to the first criterion of an output hangs itself. */
  startMs?: number;
  /** Told in words when the process had to be replaced. */
  onDeath?(reason: string): void;
}

/** A check under way or waiting. */
interface Check {
  id: number;
  text: string | null;
  item: CatalogueItem | null;
  leaveOut: Record<string, string>;
  /** How often each criterion has taken the process with it, for certain. */
  kills: Map<string, number>;
  /** When it was sent to the process. */
  sentMs: number;
  at: { criterion: string; sinceMs: number } | undefined;
  settle: PromiseWithResolvers<ReportCard>;
}

const mostKills = 2;
/** A process that dies so often without judging anything will not come to judge. */
const mostBarren = 3;
const usualHangMs = 180_000;
const lookEveryMs = 1_000;

/**
 * Outputs are judged by a child process that is replaced when it dies: what it was judging is judged
 * again, one by one, so that it is certain which criterion it is. One that kills it twice is left out
 * of that output's card as not checked, with the reason.
 */
export function createValidator(options: ValidatorOptions): Validator {
  const { hangMs = usualHangMs, startMs = usualHangMs, onDeath = () => {} } = options;
  const queue: Check[] = [];
  const sent = new Map<number, Check>();
  /** Suspects of the last death: until they are done, one at a time. */
  const suspects = new Set<Check>();
  let barren = 0;
  let count = 0;
  let isClosed = false;
  let asked: PromiseWithResolvers<CriterionFacts[]> | undefined;

  const pump = () => {
    const most = suspects.size > 0 ? 1 : options.atOnce;
    while (!isClosed && sent.size < most) {
      const check = queue.shift();
      if (!check) return;
      check.sentMs = Date.now();
      sent.set(check.id, check);
      process.send(requestOf(check));
    }
  };
  const take = (news: ValidatorNews) => {
    if (news.type === 'ready') return;
    if (news.type === 'facts') {
      asked?.resolve(news.criteria);
      asked = undefined;
      return;
    }
    const check = sent.get(news.id);
    if (!check) return;
    if (news.type === 'at') {
      check.at = { criterion: news.criterion, sinceMs: Date.now() };
      return;
    }
    barren = 0;
    sent.delete(news.id);
    suspects.delete(check);
    if (news.type === 'card') check.settle.resolve(news.card);
    else check.settle.reject(new Error(news.reason));
    pump();
  };
  const died = (how: string) => {
    barren += 1;
    asked?.reject(new Error(`the validator died when it tried its engines (${how})`));
    asked = undefined;
    const lost = [...sent.values()];
    sent.clear();
    if (isClosed) return;
    if (lost.length > 0) onDeath(`the validator died (${how}) and was replaced`);
    const [only] = lost;
    if (only && lost.length === 1) blame(only, how);
    if (barren >= mostBarren && !lost.some(({ at }) => at)) {
      return giveUp(lost, `the validator cannot work: it died ${barren} times (${how})`);
    }
    for (const check of lost) {
      check.at = undefined;
      suspects.add(check);
    }
    queue.unshift(...lost);
    pump();
  };
  const giveUp = (lost: readonly Check[], reason: string) => {
    for (const { settle } of [...lost, ...queue.splice(0)]) settle.reject(new Error(reason));
    suspects.clear();
  };
  const process = keepProcess({ fork: options.fork, onNews: take, onDeath: died });
  const looking = setInterval(() => {
    // Also one that never comes to its first criterion: the process itself hangs.
    const hangs = [...sent.values()].some(
      ({ at, sentMs }) => Date.now() - (at?.sinceMs ?? sentMs) > (at ? hangMs : startMs),
    );
    if (hangs) process.kill();
  }, lookEveryMs).unref();

  return {
    judge(text, { item }) {
      if (isClosed) return Promise.reject(new Error('the validator is closed'));
      const settle = Promise.withResolvers<ReportCard>();
      count += 1;
      const check: Check = {
        ...{ id: count, text: text ?? null, item: item ?? null, settle },
        ...{ leaveOut: {}, kills: new Map(), sentMs: 0, at: undefined },
      };
      queue.push(check);
      pump();
      return settle.promise;
    },
    facts() {
      if (isClosed) return Promise.reject(new Error('the validator is closed'));
      asked ??= Promise.withResolvers<CriterionFacts[]>();
      process.send({ type: 'facts' });
      return asked.promise;
    },
    async close() {
      isClosed = true;
      asked?.reject(new Error('the validator was closed'));
      clearInterval(looking);
      giveUp([...sent.values()], 'the validator was closed');
      await process.close();
    },
  };
}

/** It was judged alone, so it was this criterion. */
function blame({ at, kills, leaveOut }: Check, how: string): void {
  if (!at) return;
  const times = (kills.get(at.criterion) ?? 0) + 1;
  kills.set(at.criterion, times);
  if (times < mostKills) return;
  leaveOut[at.criterion] = `judging it ended the validator ${times} times (${how})`;
}

function requestOf({ id, text, item, leaveOut }: Check): CheckRequest {
  return { id, text, item, leaveOut };
}
