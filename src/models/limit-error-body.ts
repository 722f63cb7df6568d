import { isTooDeep } from './bounded-json.ts';
import { MAX_ERROR_CHARS } from './reply-limits.ts';

/**
 * An error answer whose body the SDK may read: it would read it whole, however long, and write its
 * JSON out again, however deep.
 */
export async function limitErrorBody(response: Response): Promise<Response> {
  if (response.ok || response.body === null) return response;
  const { status, statusText, headers } = response;
  const text = await firstCharacters(response.body);
  const body = isTooDeep(text) ? 'an error whose JSON is nested too deep to be read' : text;
  return new Response(body, { status, statusText, headers });
}

async function firstCharacters(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  const parts: string[] = [];
  let seenChars = 0;
  // Leaving the loop cancels the rest of the body.
  for await (const chunk of body) {
    const part = decoder.decode(chunk, { stream: true });
    parts.push(part);
    seenChars += part.length;
    if (seenChars > MAX_ERROR_CHARS) break;
  }
  return parts.join('').slice(0, MAX_ERROR_CHARS);
}
