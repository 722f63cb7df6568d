import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { UserError } from '../engine/user-error.ts';

/** The directory a command means: positional, then -C, then AI_FACTORY_CONTENT, then content/algorithms. */
export function contentDir(positional: string | undefined, option: string | undefined): string {
  if (positional !== undefined && option !== undefined && resolve(positional) !== resolve(option)) {
    throw new UserError(
      `Two content directories were named: ${positional} and -C ${option}. Name one.`,
    );
  }
  const isWord = positional !== undefined && !/[\\/.]/.test(positional);
  if (isWord && !existsSync(positional)) {
    throw new UserError(
      `"${positional}" is neither a command nor a directory. ai-factory --help lists the commands.`,
    );
  }
  const usual = process.env.AI_FACTORY_CONTENT || 'content/algorithms';
  return resolve(positional ?? option ?? usual);
}
