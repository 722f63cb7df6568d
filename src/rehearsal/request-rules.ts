import { type ApiError, invalidRequest } from './api-error.ts';
import { promptBlocks } from './prompt-blocks.ts';
import { replySchemaFault } from './reply-schema.ts';
import type { PromptRequest, RequestMessage } from './request-schema.ts';

const MAX_BREAKPOINTS = 4;

/** The first rule of the API that a well-formed request breaks, if any. */
export function brokenRule(request: PromptRequest): ApiError | undefined {
  if (!request.model.startsWith('claude-')) {
    return { status: 404, type: 'not_found_error', message: `model: ${request.model}` };
  }
  const message =
    rolesRule(request.messages) ??
    contentRule(request.messages) ??
    toolsRule(request) ??
    toolUseRule(request.messages) ??
    formatRule(request) ??
    cacheRule(request);
  return message === undefined ? undefined : invalidRequest(message);
}

function rolesRule(messages: readonly RequestMessage[]): string | undefined {
  if (messages[0]?.role !== 'user') return 'messages: first message must use the "user" role';
  if (messages.at(-1)?.role === 'assistant') {
    return 'This model does not support assistant message prefill. The conversation must end with a user message.';
  }
  return undefined;
}

function contentRule(messages: readonly RequestMessage[]): string | undefined {
  for (const [index, { content }] of messages.entries()) {
    if (content.length === 0) return `messages.${index}: all messages must have non-empty content`;
    if (content.some((block) => block.type === 'text' && block.text.trim() === '')) {
      return 'messages: text content blocks must contain non-whitespace text';
    }
  }
  return undefined;
}

function toolsRule({ tools }: PromptRequest): string | undefined {
  const isUnique = new Set(tools.map((tool) => tool.name)).size === tools.length;
  return isUnique ? undefined : 'tools: Tool names must be unique.';
}

/** Every tool_use is answered at the head of the very next message, and nothing else is. */
function toolUseRule(messages: readonly RequestMessage[]): string | undefined {
  const seen = new Set<string>();
  let open: string[] = [];
  for (const [index, { content }] of messages.entries()) {
    const results = content.flatMap((block) =>
      block.type === 'tool_result' ? [block.tool_use_id] : [],
    );
    const missing = open.filter((id) => !results.includes(id));
    if (missing.length > 0) {
      return `messages.${index - 1}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(', ')}. Each \`tool_use\` block must have a corresponding \`tool_result\` block in the next message.`;
    }
    const stray = results.find((id) => !open.includes(id));
    if (stray !== undefined) {
      return `messages.${index}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${stray}. Each \`tool_result\` block must have a corresponding \`tool_use\` block in the previous message.`;
    }
    if (content.slice(0, results.length).some((block) => block.type !== 'tool_result')) {
      return `messages.${index}: \`tool_result\` blocks must come before any other content`;
    }
    open = content.flatMap((block) => (block.type === 'tool_use' ? [block.id] : []));
    if (open.some((id) => seen.has(id)) || new Set(open).size < open.length) {
      return 'messages: `tool_use` ids must be unique';
    }
    for (const id of open) seen.add(id);
  }
  return undefined;
}

function formatRule({ output_config: config }: PromptRequest): string | undefined {
  const fault = config?.format ? replySchemaFault(config.format.schema) : undefined;
  return fault === undefined ? undefined : `output_config.format.schema: ${fault}`;
}

function cacheRule(request: PromptRequest): string | undefined {
  const ttls = promptBlocks(request).flatMap((block) => block.ttl ?? []);
  if (ttls.length > MAX_BREAKPOINTS) {
    return `A maximum of ${MAX_BREAKPOINTS} blocks with cache_control may be provided. Found ${ttls.length}.`;
  }
  if (ttls.lastIndexOf('1h') > ttls.indexOf('5m') && ttls.includes('5m')) {
    return "a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block";
  }
  return undefined;
}
