import { parseBounded } from '../../models/bounded-json.ts';

/** Characters of a judgement that are looked at. */
const mostChars = 60_000;

/** The JSON object in a reply, which a server may wrap into words or a code fence; undefined when there is none. */
export function jsonIn(text: string): unknown {
  if (text.length > mostChars) return undefined;
  const object = text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1);
  const parsed = parseBounded(object);
  return parsed.type === 'value' ? parsed.value : undefined;
}
