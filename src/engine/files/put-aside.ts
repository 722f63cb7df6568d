import { join } from 'node:path';
import type { Desk } from '../shop.ts';
import { moveOwn } from './own-files.ts';

/** Nothing that lies among the accepted outputs without being one is thrown away: it goes to `work/<id>/`. */
export async function putAside(
  desk: Pick<Desk, 'paths' | 'record' | 'clock'>,
  id: string,
  why: string,
): Promise<void> {
  const place = join(desk.paths.item(id).root, `rejected-${desk.clock.now()}.json`);
  const below = desk.paths.root;
  await moveOwn({ path: desk.paths.acceptedFile(id), below }, { path: place, below });
  const message = `accepted/${id}.json ${why} and was moved to ${place}`;
  desk.record({ type: 'notice.given', level: 'warning', item: id, message });
}
