import type { Key } from 'ink';
import type { Binding } from './binding.ts';
import type { Hands } from './hands.ts';
import { bindingsOf } from './keymap.ts';
import { keysOf, typedIn } from './keys.ts';
import { edits, type Prompt, typeInto, withText } from './prompt.ts';
import type { Ui } from './ui.ts';

/** Answers one piece of terminal input by the keymap of the moment, key by key and in their order. */
export function pressKeys(hands: Hands, input: string, key: Key): void {
  const { overlay } = hands.ui.get();
  if (overlay?.type === 'prompt') {
    intoPrompt(hands, overlay.prompt, { input, key });
    return;
  }
  const names = keysOf(input, key);
  for (const name of names) press(hands, name, names.length === 1);
}

/** Pasted text goes into a line that is being typed, and is no command anywhere else. */
export function paste(hands: Hands, text: string): void {
  const { overlay } = hands.ui.get();
  if (overlay?.type !== 'prompt') {
    hands.say('pasted text is ignored', 'warn');
    return;
  }
  changePrompt(hands, typeInto(overlay.prompt, text));
}

/** As if that key alone had been pressed. */
export function pressKey(hands: Hands, name: string): void {
  press(hands, name, true);
}

function press(hands: Hands, name: string, isAlone: boolean): void {
  const binding = bindingsOf(hands).find(({ keys }) => keys.includes(name));
  if (!binding) return;
  const refused = refusal(binding, hands, isAlone);
  if (refused === undefined) binding.press(hands, name);
  else if (refused !== '') hands.say(`${binding.shown}: ${refused}`, 'warn');
}

/** Keys that ran together were typed before anyone could read what they would answer. */
function refusal(binding: Binding, hands: Hands, isAlone: boolean): string | undefined {
  if (binding.alone && !isAlone) return 'press it on its own';
  return binding.refused?.(hands);
}

function intoPrompt(hands: Hands, prompt: Prompt, { input, key }: { input: string; key: Key }) {
  const [name = ''] = keysOf(input, key);
  if (name === 'esc' || name === 'ctrl-c') return cancel(hands, prompt);
  if (name === 'tab' || name === 'shift-tab') return complete(hands, prompt);
  const edit = edits[name];
  if (edit && (name.length > 1 || key.ctrl)) return changePrompt(hands, edit(prompt));
  const { text, ends } = typedIn(input, key);
  const typed = text === '' ? prompt : typeInto(prompt, text);
  if (text !== '') changePrompt(hands, typed);
  if (ends) submit(hands, typed);
}

function changePrompt(hands: Hands, prompt: Prompt): void {
  hands.ui.set((ui) => ({ ...ui, overlay: { type: 'prompt', prompt } }));
  prompt.spec.onChange?.(prompt.text);
}

function cancel(hands: Hands, { spec }: Prompt): void {
  hands.ui.set(withoutOverlay);
  spec.onCancel?.();
}

function submit(hands: Hands, { spec, text }: Prompt): void {
  hands.ui.set(withoutOverlay);
  if (text.trim() !== '' && spec.history.at(-1) !== text) spec.history.push(text);
  spec.submit(text.trim());
}

/** As far as all that it could become agree. */
function complete(hands: Hands, prompt: Prompt): void {
  const [first, ...others] = prompt.spec.complete?.(prompt.text) ?? [];
  if (first === undefined) return;
  const common = others.reduce(commonStart, first);
  const text = others.length === 0 ? `${first} ` : common;
  if (text.length > prompt.text.length) changePrompt(hands, withText(prompt, text));
}

function commonStart(a: string, b: string): string {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return a.slice(0, length);
}

export function withoutOverlay(ui: Ui): Ui {
  return { ...ui, overlay: undefined };
}
