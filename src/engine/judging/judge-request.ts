import type { ModelRequest } from '../../models/port.ts';
import { text } from '../agent/conversation.ts';
import { sha256 } from '../cards/artefact.ts';
import type { Json } from '../json.ts';
import type { CatalogueItem } from '../product.ts';
import type { SeatedJudge } from './judge-config.ts';

/** What is to be judged, and on whose account. */
export interface JudgeCase {
  item: CatalogueItem;
  /** The output as it would be stored. */
  output: Json;
  attempt: number;
  /** The author's reply that handed it in. */
  turn: number;
  /** The model that wrote it. */
  author: string;
}

/** The one call that asks a model to judge. */
export function judgeRequest(
  { judge }: SeatedJudge,
  { item, output, attempt, turn }: Omit<JudgeCase, 'author'>,
  model: string,
): ModelRequest {
  const { system, replySchema, maxOutputTokens: maxTokens } = judge;
  return {
    ...{ model, system, replySchema, maxTokens, tools: [], isSingle: true, purpose: 'judge' },
    messages: [{ role: 'user', content: [text(judge.prompt(item, output))] }],
    ...{ item: item.id, attempt, turn },
  };
}

/** Of everything in it that decides the answer: equal for equal questions. */
export function requestKey({ model, system, replySchema, messages }: ModelRequest): string {
  return sha256(JSON.stringify([model, system, replySchema, messages]));
}
