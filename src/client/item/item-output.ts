import { join } from 'node:path';
import type { ContentPaths } from '../../engine/files/paths.ts';
import type { Json } from '../../engine/json.ts';
import type { Playback } from '../../engine/playback.ts';
import type { Product } from '../../engine/product.ts';
import { errorMessage } from '../../engine/user-error.ts';
import { type FileText, readText } from './read-text.ts';

/** What there is of an item's output: the accepted file, or the draft as it is on disk. */
export type ItemOutput =
  | { type: 'none' }
  | { type: 'damaged'; from: OutputPlace; file: string; reason: string }
  | {
      type: 'output';
      from: OutputPlace;
      file: string;
      text: string;
      sizeBytes: number;
      /** Undefined when the product plays nothing, or this is nothing that it could play. */
      playback: Playback | undefined;
      /** Why the text is no JSON, when it is none. */
      fault: string | undefined;
    };

export type OutputPlace = 'accepted' | 'draft';

/** Reads an item's output, the accepted one first. */
export async function readOutput(
  item: string,
  { paths, product }: { paths: ContentPaths; product: Pick<Product, 'artefactFile' | 'play'> },
  signal?: AbortSignal,
): Promise<ItemOutput> {
  const places: [OutputPlace, string][] = [
    ['accepted', paths.acceptedFile(item)],
    ['draft', join(paths.item(item).draft, product.artefactFile)],
  ];
  for (const [from, file] of places) {
    const read = await readText(file, signal);
    if (read.type !== 'missing') return outputOf(read, { from, file }, product);
  }
  return { type: 'none' };
}

function outputOf(
  read: Exclude<FileText, { type: 'missing' }>,
  place: { from: OutputPlace; file: string },
  product: Pick<Product, 'play'>,
): ItemOutput {
  if (read.type === 'damaged') return { type: 'damaged', ...place, reason: read.reason };
  const { text, sizeBytes } = read;
  const whole = { type: 'output', ...place, text, sizeBytes } as const;
  try {
    const artefact: Json = JSON.parse(text);
    return { ...whole, playback: product.play?.(artefact), fault: undefined };
  } catch (error) {
    return { ...whole, playback: undefined, fault: errorMessage(error).slice(0, 300) };
  }
}
