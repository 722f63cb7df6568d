import type { OutputJudge } from '../../../engine/judging/output-judge.ts';
import type { Problem } from '../item.ts';
import { scale, usualThreshold } from './aspects.ts';
import { judgePrompt } from './material.ts';
import { readReply, replyJsonSchema } from './reply.ts';
import { rubric } from './rubric.ts';

/** A second model reads what programs cannot judge: truth, clarity and voice of a lesson's words. */
export const lessonJudge: OutputJudge<Problem> = {
  criterion: {
    id: 'well-taught',
    title: 'Another model finds it true, clear, in its voices and without filler',
    weight: 5,
    version: 1,
    explanation: 'A lesson can be right in every step and still teach nobody.',
    fixHint:
      'Rewrite the texts that are named; leave code, states and all other texts as they are.',
  },
  // The cheapest that reads well: it judges for a hundredth of what a lesson costs.
  models: ['claude-haiku-5-5', 'claude-sonnet-5-5'],
  threshold: usualThreshold,
  scale,
  // Thinking counts; the reply itself has a thousand tokens at most.
  maxOutputTokens: 8_000,
  system: rubric,
  replySchema: replyJsonSchema(),
  prompt: judgePrompt,
  read: readReply,
};
