import { limitErrorBody } from './limit-error-body.ts';

/**
 * `fetch` for an endpoint that is not trusted: no redirect is followed, since the prompt and the key
 * (which `fetch` itself holds back only in `Authorization`) would go where nobody decided; the body of
 * an error is cut.
 */
export async function guardedFetch(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'manual' });
  return isRedirect(response) ? explainRedirect(response, urlOf(input)) : limitErrorBody(response);
}

function isRedirect({ status }: Response): boolean {
  return status >= 300 && status < 400;
}

/** The redirect as an error of the API, so that it is told like any other. */
async function explainRedirect(response: Response, asked: string): Promise<Response> {
  await response.body?.cancel();
  const location = response.headers.get('location') ?? '';
  // The origin alone: a path or query may repeat what was sent.
  const target = URL.canParse(location, asked) ? new URL(location, asked).origin : 'no address';
  const message = `it sends its callers on to ${target}, and redirects are not followed: the key would go there. If that is right, set ANTHROPIC_BASE_URL to it.`;
  const error = { type: 'error', error: { type: 'redirect', message } };
  // A body may not come with 304, and every redirect means the same here.
  return Response.json(error, { status: response.status === 304 ? 302 : response.status });
}

function urlOf(input: string | URL | Request): string {
  return input instanceof Request ? input.url : String(input);
}
