import type { UncheckedPolicy } from '../../../src/engine/cards/unchecked.ts';
import { type JudgeConfig, seatJudge } from '../../../src/engine/judging/judge-config.ts';
import type { OutputJudge } from '../../../src/engine/judging/output-judge.ts';
import type { CatalogueItem } from '../../../src/engine/product.ts';
import { isRecord } from '../../../src/models/record.ts';
import { tinyProduct } from '../tiny-product.ts';

/** Wants `{"score": n}`, n from 1 to 5. */
export const tinyJudge: OutputJudge<CatalogueItem> = {
  criterion: {
    id: 'well-noted',
    title: 'Another model likes the note',
    weight: 1,
    version: 1,
    explanation: 'A note is for reading.',
    fixHint: 'Write it better.',
  },
  models: ['claude-sonnet-5-5', 'claude-haiku-5-5'],
  threshold: 3,
  scale: { least: 1, most: 5 },
  maxOutputTokens: 1_000,
  system: 'Judge the note.',
  replySchema: { type: 'object' },
  prompt: (item, output) => `${item.id}: ${JSON.stringify(output)}`,
  read: (reply, { threshold }) => {
    const score = isRecord(reply) ? reply.score : undefined;
    if (typeof score !== 'number') return { type: 'unreadable', reason: 'no score' };
    const issues = score < threshold ? [{ path: '$.words', message: `score ${score}` }] : [];
    return { type: 'verdict', issues, note: `score ${score}` };
  },
};

/** The tiny product's judge in its seat. */
export function seated(config: JudgeConfig = {}, policy?: UncheckedPolicy) {
  return seatJudge(tinyJudge, {
    config,
    policy: policy ?? { accept: [], broken: 'escalate' },
    routes: tinyProduct.routes,
    ownRoutes: undefined,
  });
}
