import { existsSync } from 'node:fs';
import type { Preferences } from './preference-schemas.ts';
import { preferencesFile } from './preferences-file.ts';

/** As `readPreferences`. Most operators have none: what reads them is loaded for the others alone. */
export async function preferencesIfAny(): Promise<Preferences> {
  if (!existsSync(preferencesFile())) return {};
  const { readPreferences } = await import('./preferences.ts');
  return readPreferences();
}
