const MAX_ERROR_BYTES = 256_000;

/** `fetch`, except that the body of an error answer is cut: the SDK would read it whole, however long. */
export async function limitErrorBody(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, init);
  if (response.ok || response.body === null) return response;
  const { status, statusText, headers } = response;
  return new Response(await firstBytes(response.body), { status, statusText, headers });
}

async function firstBytes(body: ReadableStream<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  // Leaving the loop cancels the rest of the body.
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    if (text.length > MAX_ERROR_BYTES) break;
  }
  return text.slice(0, MAX_ERROR_BYTES);
}
