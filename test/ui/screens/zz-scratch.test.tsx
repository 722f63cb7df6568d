import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'vitest';
import { openItem } from '../../../src/ui/navigate.ts';
import { fillContent } from '../../cli/content-dir.ts';
import { rehearseBatch } from '../../cli/rehearsed-batch.ts';
import { handFed, runStarted, working } from '../factory.ts';
import { openApp } from '../open-app.tsx';

it('prints', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'ai-factory-scratch-'));
  await fillContent(dir);
  await rehearseBatch(dir, ['two-sum', 'edit-distance', 'n-queens'], []);
  let out = '';
  for (const size of [{ columns: 60, rows: 15 }, { columns: 80, rows: 24 }, { columns: 120, rows: 40 }]) {
    for (const item of ['edit-distance', 'n-queens'])
    for (const tab of ['card', 'transcript', 'changes', 'output', 'cost'] as const) {
      if (item === 'n-queens' && tab !== 'output') continue;
      const fed = handFed();
      fed.record(runStarted(), ...working(item, 0));
      const app = await openApp(fed, { dir, size });
      openItem(app.hands, item, tab);
      await new Promise((r) => setTimeout(r, 700));
      if (tab === 'output') for (let n = 0; n < 6; n += 1) app.press('l');
      if (tab === 'changes') for (let n = 0; n < 5; n += 1) app.press('j');
      await new Promise((r) => setTimeout(r, 300));
      out += `\n##### ${size.columns} ${item} ${tab}\n${app.screen()}\n`;
    }
  }
  await writeFile('/tmp/item-frames.txt', out);
}, 60_000);
