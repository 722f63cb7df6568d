import { z } from 'zod';

/** How one endpoint wants to be spoken to: data, since compatible servers differ. */
export const endpointSettingsSchema = z.strictObject({
  /** Mark the prompt for caching; servers that refuse `cache_control` need false. */
  caching: z.boolean().default(true),
  /** Send the schema that a reply should have; servers that refuse `output_config` need false. */
  replySchemas: z.boolean().optional(),
  /** Which header carries the key; older compatible servers read only `x-api-key`. */
  authHeader: z.enum(['bearer', 'x-api-key']).default('bearer'),
  /** The `anthropic-version` to send; the SDK's own when left out. */
  apiVersion: z.string().min(1).optional(),
  /** The longest silence within a reply, in seconds; 120 when left out. */
  idleSeconds: z.int().positive().max(86_400).optional(),
  /** The longest that a whole reply may take, in seconds; 3600 when left out. A slow server needs more. */
  replySeconds: z.int().positive().max(86_400).optional(),
  /** More fields for the request body, such as `thinking` or `output_config` (effort). */
  body: z.record(z.string(), z.json()).optional(),
});

/** Settings of one endpoint. */
export type EndpointSettings = z.infer<typeof endpointSettingsSchema>;

/** A word: it stands beside models, as in `claude-opus-5-5@backup`. */
export const endpointName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'expected a short name of a-z, 0-9 and -');

/** A further endpoint: its address, and the environment variable that holds its key. */
export const namedEndpointSchema = endpointSettingsSchema.extend({
  baseUrl: z.string().min(1),
  keyVariable: z.string().regex(/^[A-Z_][A-Z0-9_]*$/, 'expected the name of a variable'),
});
export type NamedEndpoint = z.infer<typeof namedEndpointSchema>;

/** What Anthropic's own API wants. */
export const ANTHROPIC_ENDPOINT: EndpointSettings = { caching: true, authHeader: 'bearer' };

/** The address the SDK wants: no `/v1` and no slash at the end. Throws on what is no http(s) address, or holds more. */
export function normaliseBaseUrl(baseUrl: string): string {
  const url = URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (url?.protocol !== 'http:' && url?.protocol !== 'https:') {
    throw new Error(
      `The model API's base URL must look like https://api.anthropic.com; found ${JSON.stringify(baseUrl)}.`,
    );
  }
  // It is shown and recorded, so no part of it may be a secret.
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') {
    throw new Error(
      `The model API's base URL must have no user, password or query in it; found one for ${url.host}. The key belongs in ANTHROPIC_API_KEY.`,
    );
  }
  return baseUrl.replace(/\/+$/, '').replace(/\/v1$/, '').replace(/\/+$/, '');
}
