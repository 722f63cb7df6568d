import { constants } from 'node:fs';
import { z } from 'zod';
import type { OpenFolder } from '../../tools/open-folder.ts';
import { ToolError } from '../../tools/tool-error.ts';
import { appendDurably } from '../files/durable.ts';
import { inFolderOf, openOwnFile } from '../files/own-files.ts';
import type { ItemPaths } from '../files/paths.ts';
import { usageSchema } from '../journal/events.ts';
import { errorCode } from '../user-error.ts';

/** A few replies of some thousand tokens each; more is no such file. */
const largestBytes = 16 * 1024 * 1024;

const head = {
  v: z.literal(1),
  at: z.iso.datetime(),
  /** Of everything that decides the answer: model, rubric, schema, and the output as it was shown. */
  requestSha256: z.string(),
  criterion: z.string(),
  version: z.int().positive(),
  model: z.string(),
  turn: z.int().positive(),
};

const answerSchema = z.discriminatedUnion('type', [
  /** What a judge said, exactly as it came, with what it cost. */
  z.object({
    type: z.literal('reply'),
    ...head,
    servedModel: z.string(),
    requestId: z.string().nullable(),
    text: z.string(),
    stopReason: z.string(),
    usage: usageSchema.nullable(),
    costUsd: z.number().nullable(),
    latencyMs: z.number(),
  }),
  /** The request was refused for what it says, and would be again. */
  z.object({ type: z.literal('refused'), ...head, reason: z.string() }),
]);
/** What came of asking a judge. */
export type JudgeAnswer = z.infer<typeof answerSchema>;
export type JudgeReply = Extract<JudgeAnswer, { type: 'reply' }>;

/**
 * What judges answered in an attempt, oldest first. A line that is torn or damaged is no answer: it costs
 * one more call, never an output. No file gives none.
 */
export async function readJudgeLog(paths: ItemPaths, attempt: number): Promise<JudgeAnswer[]> {
  const place = { path: paths.judgeLog(attempt), below: paths.content };
  const text = (await inFolderOf(place, { create: false }, readLog)) ?? '';
  return text.split('\n').flatMap((line) => {
    const answer = parsed(line);
    return answer ? [answer] : [];
  });
}

async function readLog(folder: OpenFolder, name: string): Promise<string> {
  const handle = await openOwnFile(folder, name, { flags: constants.O_RDONLY }).catch((error) => {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  });
  try {
    const { size = 0 } = (await handle?.stat()) ?? {};
    if (size > largestBytes) throw new ToolError(`"${name}" has ${size} bytes.`);
    return (await handle?.readFile('utf8')) ?? '';
  } finally {
    await handle?.close();
  }
}

/** When this returns, the answer survives a power cut. Begins a line of its own after a torn one. */
export async function appendJudgeLog(
  paths: ItemPaths,
  attempt: number,
  answer: JudgeAnswer,
): Promise<void> {
  await appendDurably(paths.judgeLog(attempt), `\n${JSON.stringify(answer)}\n`, paths.content);
}

function parsed(line: string): JudgeAnswer | undefined {
  if (line === '') return undefined;
  try {
    return answerSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
