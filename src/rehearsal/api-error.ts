import type { Json } from '../engine/json.ts';

/** A refusal of the API, as a value; `headers` are sent with it. */
export interface ApiError {
  status: number;
  type: string;
  message: string;
  details?: Record<string, Json>;
  headers?: Record<string, string>;
}

/** A request that the API would never accept as it is. */
export function invalidRequest(message: string): ApiError {
  return { status: 400, type: 'invalid_request_error', message };
}

/** The body of an error reply, in the API's shape. */
export function errorBody(error: ApiError, requestId: string): Json {
  const { type, message, details } = error;
  return {
    type: 'error',
    error: details === undefined ? { type, message } : { details, type, message },
    request_id: requestId,
  };
}
