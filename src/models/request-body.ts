import type { EndpointSettings } from './endpoint.ts';
import type { ModelRequest } from './port.ts';

/**
 * The body of a Messages API request. Byte-stable order for the prompt cache: tools, system,
 * messages; one hour's breakpoint after the system text, five minutes' for the growing tail.
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
    ...(endpoint.caching ? { cache_control: { type: 'ephemeral' } } : {}),
  };
}

function systemOf(text: string, caching: boolean): unknown {
  if (!caching) return text;
  return [{ type: 'text', text, cache_control: { type: 'ephemeral', ttl: '1h' } }];
}
