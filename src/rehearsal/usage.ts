import type { Json } from '../engine/json.ts';
import type { InputUsage } from './prompt-cache.ts';

/** What one call cost in tokens. */
export interface CallUsage extends InputUsage {
  output: number;
}

/** Usage in the API's shape. */
export function usageBody(usage: CallUsage): Record<string, Json> {
  return {
    input_tokens: usage.input,
    cache_creation_input_tokens: usage.write5m + usage.write1h,
    cache_read_input_tokens: usage.read,
    cache_creation: {
      ephemeral_5m_input_tokens: usage.write5m,
      ephemeral_1h_input_tokens: usage.write1h,
    },
    output_tokens: usage.output,
    service_tier: 'standard',
  };
}
