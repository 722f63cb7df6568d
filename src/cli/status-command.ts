import type { Command } from 'commander';
import { contentOption } from './options.ts';

/** `ai-factory status`: the numbers of a content directory. */
export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('what is done, what it cost, what is left')
    .argument('[dir]', 'content directory')
    .addOption(contentOption())
    .option('--json', 'one JSON object')
    .addHelpText('after', '\nExample:\n  $ ai-factory status --json | jq .money')
    .action(async (dir: string | undefined, flags: { content?: string; json?: boolean }) => {
      const { contentDir } = await import('./content-dir.ts');
      const { openContent } = await import('./open-content.ts');
      const { safeJson } = await import('./write-out.ts');
      const { readState } = await import('../client/read-state.ts');
      const { summarise } = await import('../engine/state/summary.ts');
      const { summaryLines } = await import('../ui/summary-lines.ts');
      const content = await openContent(contentDir(dir, flags.content));
      const state = await readState(content.paths, content.catalogue);
      const summary = summarise({ ...state, product: content.product.name }, Date.now());
      const text = flags.json
        ? safeJson(JSON.stringify(summary))
        : summaryLines(summary, { contentDir: content.paths.root }).join('\n');
      process.stdout.write(`${text}\n`);
    });
}
