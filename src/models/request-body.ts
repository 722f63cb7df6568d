import type { EndpointSettings } from './endpoint.ts';
import type { ModelRequest } from './port.ts';
import { isRecord } from './record.ts';

/**
 * The body of a Messages API request. Byte-stable order for the prompt cache: tools, system,
 * messages; one hour's breakpoint after the system text, five minutes' for a tail that grows.
 */
export function requestBody(
  request: ModelRequest,
  endpoint: EndpointSettings,
): Record<string, unknown> {
  return {
    ...endpoint.body,
    model: request.model,
    max_tokens: request.maxTokens,
    stream: true,
    ...(request.tools.length > 0 ? { tools: request.tools } : {}),
    // An empty system block would be refused.
    ...(request.system === '' ? {} : { system: systemOf(request.system, endpoint.caching) }),
    messages: request.messages,
    ...outputConfigOf(request, endpoint),
    ...(endpoint.caching && !request.isSingle ? { cache_control: { type: 'ephemeral' } } : {}),
  };
}

/** The reply's schema beside what the operator configured, such as effort. */
function outputConfigOf({ replySchema: schema }: ModelRequest, endpoint: EndpointSettings) {
  if (schema === undefined || endpoint.replySchemas === false) return {};
  const configured = endpoint.body?.output_config;
  const own = isRecord(configured) ? configured : {};
  return { output_config: { ...own, format: { type: 'json_schema', schema } } };
}

function systemOf(text: string, caching: boolean): unknown {
  if (!caching) return text;
  return [{ type: 'text', text, cache_control: { type: 'ephemeral', ttl: '1h' } }];
}
