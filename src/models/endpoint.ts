import { z } from 'zod';

/** How one endpoint wants to be spoken to: data, since compatible servers differ. */
export const endpointSettingsSchema = z.strictObject({
  /** Mark the prompt for caching; servers that refuse `cache_control` need false. */
  caching: z.boolean().default(true),
  /** Which header carries the key; older compatible servers read only `x-api-key`. */
  authHeader: z.enum(['bearer', 'x-api-key']).default('bearer'),
  /** The `anthropic-version` to send; the SDK's own when left out. */
  apiVersion: z.string().min(1).optional(),
  /** More fields for the request body, such as `thinking` or `output_config` (effort). */
  body: z.record(z.string(), z.json()).optional(),
});

/** Settings of one endpoint. */
export type EndpointSettings = z.infer<typeof endpointSettingsSchema>;

/** What Anthropic's own API wants. */
export const ANTHROPIC_ENDPOINT: EndpointSettings = { caching: true, authHeader: 'bearer' };

/** The address the SDK wants: no `/v1` and no slash at the end. Throws on what is no http(s) address. */
export function normaliseBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new Error(
      `The model API's base URL must look like https://api.anthropic.com; found ${JSON.stringify(baseUrl)}.`,
    );
  }
  return baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '').replace(/\/+$/, '');
}
