import type { Criterion } from '../../engine/criterion.ts';
import { packageVersion } from '../../sandbox/package-version.ts';

/** The engine of a criterion that parses with an installed package, and runs nothing. */
export function parserEngine(
  engine: string,
  packageName: string,
): NonNullable<Criterion['engine']> {
  return async () => ({
    ...{ type: 'ready', engine, version: packageVersion(packageName) },
    isolation: 'parses, runs nothing',
  });
}
