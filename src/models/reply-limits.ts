/**
 * What one answer of a model API may have. Whoever sends more is broken or hostile: the call is a
 * failure, in words that name the limit.
 */

/** Bytes of a reply, unpacked. The longest honest one (64,000 tokens, an event for each) has 10 MB. */
export const MAX_REPLY_BYTES = 16_000_000;

/** Characters of one event of a stream, ended or not. The longest honest one is a tool's whole input. */
export const MAX_EVENT_CHARS = 2_000_000;

/** Content blocks of a reply: honest ones have a dozen. */
export const MAX_BLOCKS = 1_000;

/** Levels of JSON in an event or a tool's input: V8 reads any depth, but overflows when it writes one. */
export const MAX_JSON_DEPTH = 100;

/** Characters of the body of an error answer that are read. */
export const MAX_ERROR_CHARS = 256_000;

/** Characters of a failure's message, and of a detail of a reply, that are kept. */
export const MAX_MESSAGE_CHARS = 500;

/** Characters of a name that a server gives: a model, a request id, a stop reason, a tool, a call. */
export const MAX_NAME_CHARS = 200;

/** The longest wait for the head of an answer. */
export const CONNECT_TIMEOUT_MS = 120_000;

/** The longest silence within a reply; `idleSeconds` of the endpoint in factory.json turns it. */
export const IDLE_TIMEOUT_MS = 120_000;

/** The longest time from request to end, pings or not; `replySeconds` of the endpoint turns it. */
export const REPLY_TIMEOUT_MS = 3_600_000;
