import { globalBindings } from './global-bindings.ts';
import { bindingsOn } from './screen.ts';
import { itemScreen } from './screens/item/item.tsx';
import { screens } from './screens/screens.ts';
import { firstUi, itemTabs } from './ui.ts';

/** Every action that a key can stand for, sorted: what `ai-factory config set key.ACTION` takes. */
export function actionNames(): readonly string[] {
  const ui = firstUi();
  const onItem = itemTabs.flatMap((tab) =>
    bindingsOn(itemScreen, { ...ui, item: { id: '', tab } }),
  );
  const all = [...Object.values(screens).flatMap((one) => bindingsOn(one, ui)), ...onItem];
  return [...new Set([...all, ...globalBindings].map(({ action }) => action))].sort();
}

/** Whether a word names a key as the keymap calls it: a character, `ctrl-x`, `enter`, `pgdn` and so on. */
export function isKeyName(word: string): boolean {
  return [...word].length === 1 || /^ctrl-[a-z]$/.test(word) || namedKeys.has(word);
}

const namedKeys = new Set(
  'esc enter up down left right pgup pgdn home end tab shift-tab backspace delete'.split(' '),
);
