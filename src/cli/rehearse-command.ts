import type { Command } from 'commander';
import { portNumber, positiveNumber, seedNumber } from './options.ts';

interface RehearseFlags {
  port?: number;
  seed?: number;
  speed?: number;
  product: string;
}

/** `ai-factory rehearse`: the rehearsal server alone, until it is stopped. */
export function addRehearseCommand(program: Command): void {
  program
    .command('rehearse')
    .description('serve the rehearsal of the Messages API alone; prints its base URL')
    .option('--port <n>', 'port on 127.0.0.1 (default: a free one)', portNumber)
    .option('--seed <n>', 'luck of the author (default: 1)', seedNumber)
    .option('--speed <x>', 'x times faster than real (default: 20)', positiveNumber)
    .option('--product <name>', 'whose outputs it writes', 'algorithms')
    .option('-C, --content <dir>', 'accepted for uniformity; the rehearsal serves any directory')
    .addHelpText(
      'after',
      '\nExample:\n  $ ai-factory rehearse --port 8484 &\n  $ ANTHROPIC_BASE_URL=http://127.0.0.1:8484 ANTHROPIC_API_KEY=any ai-factory run',
    )
    .action(async ({ port = 0, seed = 1, speed = 20, product }: RehearseFlags) => {
      const { startRehearsal } = await import('../rehearsal/server.ts');
      const { findProduct } = await import('../products/registry.ts');
      const { UserError, errorMessage } = await import('../engine/user-error.ts');
      const script = await findProduct(product).loadScript();
      const server = await startRehearsal({ script, seed, speed, port }).catch((error: unknown) => {
        throw new UserError(errorMessage(error));
      });
      process.stdout.write(`${server.baseUrl}\n`);
      await new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
          process.once(signal, resolve);
      });
      await server.close();
    });
}
