import { feedbackText } from '../../src/engine/agent/feedback.ts';
import { issueCard } from '../../src/engine/cards/report-card.ts';
import type { CallModel, Message, ToolResultBlock, ToolUseBlock } from '../../src/models/port.ts';
import type { Problem } from '../../src/products/algorithms/item.ts';
import { algorithms } from '../../src/products/algorithms/product.ts';
import { toolSpec } from '../../src/tools/tool-spec.ts';
import { validate } from '../../src/tools/validate.ts';
import { writeFile } from '../../src/tools/write-file.ts';
import { add, type Bill, emptyBill } from './bill.ts';

const maxTurns = 20;
const maxTokens = 32_000;
const tools = [writeFile, validate].map(toolSpec);
const { signal } = new AbortController();

/**
 * The loop that ours is held against: whole files are written again for each repair, it goes on until
 * the model says that it is done, whatever the report card said, and nothing is cached (that is the
 * endpoint's setting). The prompt, the report card and its words are ours.
 */
export async function naiveLoop(
  callModel: CallModel,
  { item, system, model }: { item: Problem; system: string; model: string },
): Promise<Bill> {
  const bill = emptyBill();
  const messages: Message[] = [
    { role: 'user', content: [{ type: 'text', text: algorithms.itemPrompt(item) }] },
  ];
  let draft: string | undefined;
  for (let turn = 1; turn <= maxTurns; turn += 1) {
    const about = { purpose: 'write', item: item.id, attempt: 1, turn } as const;
    const request = { model, system, tools, messages: [...messages], maxTokens, ...about };
    const reply = await callModel(request, { signal, onDelta: () => {} });
    if (reply.type === 'failure') throw new Error(reply.failure.message);
    add(bill, reply, model);
    messages.push({ role: 'assistant', content: reply.content });
    const calls = reply.content.filter((block) => block.type === 'tool_use');
    if (calls.length === 0) {
      const card = await cardOf(draft, item);
      if (card.verdict === 'pass') return { ...bill, accepted: 1 };
      messages.push(said(feedbackText(card, algorithms.artefactFile)));
      continue;
    }
    const content: ToolResultBlock[] = [];
    for (const call of calls) {
      draft = written(call) ?? draft;
      const text = call.name === 'validate' ? await judged(draft, item) : 'Written.';
      content.push({ type: 'tool_result', tool_use_id: call.id, content: text });
    }
    messages.push({ role: 'user', content });
  }
  return bill;
}

function written({ name, input }: ToolUseBlock): string | undefined {
  const given = name === 'write_file' ? writeFile.inputSchema.safeParse(input).data : undefined;
  return given &&
    typeof given === 'object' &&
    'content' in given &&
    typeof given.content === 'string'
    ? given.content
    : undefined;
}

function cardOf(draft: string | undefined, item: Problem) {
  return issueCard(draft, algorithms, { item, signal });
}

async function judged(draft: string | undefined, item: Problem): Promise<string> {
  return feedbackText(await cardOf(draft, item), algorithms.artefactFile);
}

function said(text: string): Message {
  return { role: 'user', content: [{ type: 'text', text }] };
}
