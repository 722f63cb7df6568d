import type { EngineProbe } from '../../engine/cards/criterion.ts';
import { packageVersion } from '../../sandbox/package-version.ts';

/** The engine of a criterion that parses with an installed package, and runs nothing. */
export function parserEngine(
  engine: string,
  packageName: string,
): Extract<EngineProbe, { type: 'ready' }> {
  const version = packageVersion(packageName);
  return { type: 'ready', engine, version, isolation: 'parses, runs nothing' };
}
