import type { ContentPaths } from '../engine/files/paths.ts';
import { type OpenDesk, openDesk } from '../engine/open-desk.ts';
import { systemClock } from '../models/clock.ts';
import { gatedWork } from './gated-work.ts';
import { openContent } from './open-content.ts';

/** Opens the desk of a content directory in which no engine works; whoever opened it closes it. */
export async function openDeskOf(paths: ContentPaths): Promise<OpenDesk> {
  const content = await openContent(paths.root);
  const { tools, actions } = gatedWork(content);
  const { catalogue } = content;
  return openDesk({ paths, catalogue, tools, actions, clock: systemClock });
}
