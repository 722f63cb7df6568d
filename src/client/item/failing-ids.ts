import type { Check } from '../../engine/agent/transcript.ts';

const maxIds = 100;

/**
 * The criteria that a check failed on. A signature is `id: message | id: message`, and a message may hold
 * a bar too: what is no heading of the card's text is a part of a message.
 */
export function failingIds({ signature, text }: Pick<Check, 'signature' | 'text'>): string[] {
  const headings = new Set([...text.matchAll(/^\[([\w-]{1,80})\] /gm)].map(([, id]) => id));
  const [, unchecked = ''] = /^Not checked yet: (.*)\.$/m.exec(text) ?? [];
  for (const id of unchecked.split(', ')) headings.add(id);
  const isWhole = !text.includes('… the list is cut here');
  const ids = signature.split(' | ').flatMap((piece) => {
    const id = /^([\w-]{1,80}): /.exec(piece)?.[1];
    return id !== undefined && (headings.has(id) || !isWhole) ? [id] : [];
  });
  return [...new Set(ids)].slice(0, maxIds);
}
