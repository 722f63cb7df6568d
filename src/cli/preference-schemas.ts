import { z } from 'zod';
import { UserError } from '../engine/user-error.ts';
import { themes } from '../ui/theme.ts';
import { screenNames } from '../ui/ui.ts';

/** What a person prefers on this machine; a flag or factory.json says otherwise for one run or directory. */
export const preferenceSchemas = {
  workers: z.coerce.number().int().min(1).max(1000),
  budget: z.coerce.number().positive(),
  provider: z.enum(['rehearsal', 'anthropic']),
  speed: z.coerce.number().positive(),
  theme: z.enum(themes),
  screen: z.enum(screenNames),
};

/** The same in words. */
export const expected: Record<keyof typeof preferenceSchemas, string> = {
  workers: 'a whole number from 1 to 1000',
  budget: 'dollars, a number above 0',
  provider: 'rehearsal or anthropic',
  speed: 'a number above 0',
  theme: themes.join(', '),
  screen: `one of ${screenNames.join(', ')}`,
};

/** `key` holds the operator's own keys: action to key. */
export const preferencesSchema = z
  .object({ ...preferenceSchemas, key: z.record(z.string(), z.string()) })
  .partial();
export type Preferences = z.infer<typeof preferencesSchema>;

/** The key that is to stand for an action, or undefined to forget it. Throws a UserError for what is neither. */
export async function checkedKey(action: string, key: string): Promise<string | undefined> {
  const { actionNames, isKeyName } = await import('../ui/actions.ts');
  const names = actionNames();
  if (!names.includes(action)) {
    throw new UserError(`unknown action "${action}": expected one of ${names.join(', ')}.`);
  }
  if (key === '') return undefined;
  if (isKeyName(key)) return key;
  throw new UserError(
    `key.${action}: expected one character, ctrl-LETTER, or a name such as enter, pgdn, tab; found "${key}".`,
  );
}
