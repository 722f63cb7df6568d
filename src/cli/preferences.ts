import Conf, { type Options } from 'conf';
import { z } from 'zod';
import { errorCode, UserError } from '../engine/user-error.ts';

/** What a person prefers on this machine; a flag or factory.json says otherwise for one run or directory. */
const preferenceSchemas = {
  workers: z.coerce.number().int().min(1).max(1000),
  budget: z.coerce.number().positive(),
  provider: z.enum(['rehearsal', 'anthropic']),
  speed: z.coerce.number().positive(),
  theme: z.enum(['auto', 'mono', 'ascii']),
};
const expected: Record<keyof typeof preferenceSchemas, string> = {
  workers: 'a whole number from 1 to 1000',
  budget: 'dollars, a number above 0',
  provider: 'rehearsal or anthropic',
  speed: 'a number above 0',
  theme: 'auto, mono or ascii',
};

const preferencesSchema = z.object(preferenceSchemas).partial();
export type Preferences = z.infer<typeof preferencesSchema>;
type Key = keyof typeof preferenceSchemas;

const keys = Object.keys(preferenceSchemas).filter(isKey);

function isKey(name: string): name is Key {
  return Object.hasOwn(preferenceSchemas, name);
}

function store(options: Partial<Options<Preferences>> = {}): Conf<Preferences> {
  const folder = process.env.AI_FACTORY_CONFIG_DIR;
  try {
    return new Conf<Preferences>({
      projectName: 'ai-factory',
      projectSuffix: '',
      ...(folder ? { cwd: folder } : {}),
      ...options,
    });
  } catch (error) {
    if (errorCode(error) !== undefined) throw error;
    const where = folder ?? 'the user configuration folder';
    throw new UserError(
      `The preferences in ${where} cannot be read (${error instanceof Error ? error.message : error}). Correct or remove config.json there.`,
    );
  }
}

/** Undefined when the system refuses, for whatever reason. */
function storeIfAny(): Conf<Preferences> | undefined {
  try {
    return store();
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
    return undefined;
  }
}

/**
 * All preferences; those that are no longer valid are refused with what was expected. Where there can
 * be none (no home, a read-only one), there are none.
 */
export function readPreferences(): Preferences {
  const saved = storeIfAny();
  if (!saved) return {};
  const parsed = preferencesSchema.safeParse(saved.store);
  if (parsed.success) return parsed.data;
  throw new UserError(`${saved.path}: ${z.prettifyError(parsed.error)}. Correct that file.`);
}

export function getPreference(name: string): string {
  const key = knownKey(name);
  const value = readPreferences()[key];
  if (value === undefined)
    throw new UserError(`${name} is not set. Set it with ai-factory config set ${name} VALUE.`);
  return String(value);
}

/** Keeps a preference; an empty value forgets it. */
export function setPreference(name: string, value: string): void {
  const key = knownKey(name);
  if (value === '') {
    store().delete(key);
    return;
  }
  const parsed = preferenceSchemas[key].safeParse(value);
  if (!parsed.success) {
    throw new UserError(`${name}: expected ${expected[key]}; found "${value}".`);
  }
  store().set(key, parsed.data);
}

/** Where the preferences are kept, readable or not. */
export function preferencesPath(): string {
  return store({ deserialize: () => ({}) }).path;
}

function knownKey(name: string): Key {
  if (isKey(name)) return name;
  throw new UserError(`unknown preference "${name}": expected one of ${keys.join(', ')}.`);
}
