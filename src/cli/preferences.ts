import Conf, { type Options } from 'conf';
import { z } from 'zod';
import { errorCode, UserError } from '../engine/user-error.ts';
import {
  checkedKey,
  expected,
  type Preferences,
  preferenceSchemas,
  preferencesSchema,
} from './preference-schemas.ts';

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
  const preferences = readPreferences();
  const action = actionIn(name);
  const value = action === undefined ? preferences[knownKey(name)] : preferences.key?.[action];
  if (value === undefined)
    throw new UserError(`${name} is not set. Set it with ai-factory config set ${name} VALUE.`);
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** Keeps a preference; an empty value forgets it. `key.ACTION` is the key that stands for an action. */
export async function setPreference(name: string, value: string): Promise<void> {
  const action = actionIn(name);
  if (action !== undefined) {
    const key = await checkedKey(action, value);
    if (key === undefined) store().delete(`key.${action}`);
    else store().set(`key.${action}`, key);
    return;
  }
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

function actionIn(name: string): string | undefined {
  return /^key\.(.+)$/.exec(name)?.[1];
}

function knownKey(name: string): keyof typeof preferenceSchemas {
  if (isKnown(name)) return name;
  const names = Object.keys(preferenceSchemas).join(', ');
  throw new UserError(`unknown preference "${name}": expected one of ${names}, key.ACTION.`);
}

function isKnown(name: string): name is keyof typeof preferenceSchemas {
  return Object.hasOwn(preferenceSchemas, name);
}
