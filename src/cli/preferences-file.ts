import { join } from 'node:path';
import envPaths from 'env-paths';

/** The folder and the file of the preferences; the library that writes them agrees, a test sees to it. */
export function preferencesFile(): string {
  const folder = process.env.AI_FACTORY_CONFIG_DIR || envPaths('ai-factory', { suffix: '' }).config;
  return join(folder, 'config.json');
}
