import { z } from 'zod';

const cacheControl = z.object({
  type: z.literal('ephemeral'),
  ttl: z.enum(['5m', '1h']).default('5m'),
});
const cached = { cache_control: cacheControl.nullish() };
const text = z.looseObject({ type: z.literal('text'), text: z.string(), ...cached });

function blocksOf<Block extends z.ZodType>(block: Block) {
  return z.preprocess(
    (value) => (typeof value === 'string' ? [{ type: 'text', text: value }] : value),
    z.array(block),
  );
}

const contentBlock = z.discriminatedUnion('type', [
  text,
  z.looseObject({
    type: z.literal('tool_use'),
    id: z.string(),
    name: z.string(),
    input: z.record(z.string(), z.json()),
    ...cached,
  }),
  z.looseObject({
    type: z.literal('tool_result'),
    tool_use_id: z.string(),
    content: blocksOf(z.looseObject({ type: z.string(), text: z.string().optional() })).optional(),
    is_error: z.boolean().nullish(),
    ...cached,
  }),
  z.looseObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.looseObject({ type: z.literal('redacted_thinking'), data: z.string() }),
]);

const tool = z.looseObject({
  name: z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/),
  input_schema: z.looseObject({ type: z.literal('object') }),
  ...cached,
});

const prompt = {
  model: z.string().min(1),
  messages: z
    .array(
      z.object({ role: z.enum(['user', 'assistant', 'system']), content: blocksOf(contentBlock) }),
    )
    .min(1),
  system: blocksOf(text).optional(),
  tools: z.array(tool).default([]),
  tool_choice: z.json().optional(),
  thinking: z.json().optional(),
  output_config: z
    .strictObject({
      effort: z.enum(['low', 'medium', 'high', 'xhigh', 'max']).nullish(),
      format: z
        .strictObject({
          type: z.literal('json_schema'),
          schema: z.record(z.string(), z.json()),
        })
        .nullish(),
    })
    .nullish(),
  ...cached,
};

/** What decides an answer: all that `count_tokens` takes. */
export const promptSchema = z.object(prompt);
/** The body of `POST /v1/messages`. */
export const messagesSchema = z.object({
  ...prompt,
  max_tokens: z.int().min(1),
  stream: z.boolean().default(false),
  temperature: z.never('is not supported by this version of the API').optional(),
  top_p: z.never('is not supported by this version of the API').optional(),
  top_k: z.never('is not supported by this version of the API').optional(),
});

/** What decides the answer, with every `content` and `system` string turned into a text block. */
export type PromptRequest = z.infer<typeof promptSchema>;
/** The body of `POST /v1/messages`. */
export type MessagesRequest = z.infer<typeof messagesSchema>;
/** A content block of a message, in either direction. */
export type ContentBlock = z.infer<typeof contentBlock>;
/** A message whose content is a list of blocks. */
export type RequestMessage = PromptRequest['messages'][number];
/** A cache breakpoint. */
export type CacheControl = z.infer<typeof cacheControl>;
