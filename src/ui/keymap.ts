import type { Binding } from './binding.ts';
import { globalBindings, help, leave } from './global-bindings.ts';
import type { Hands } from './hands.ts';
import { bindingsOn } from './screen.ts';
import { confirmBindings } from './screens/confirm.tsx';
import { helpBindings } from './screens/help.tsx';
import { questionBindings } from './screens/question.tsx';
import { screenOf } from './screens/screens.ts';

/** The keys of the moment, those that mean something here first; footer and help are made from them. */
export function bindingsOf(hands: Hands): readonly Binding[] {
  const { overlay } = hands.ui.get();
  switch (overlay?.type) {
    case undefined:
      return bindingsUnder(hands);
    case 'help':
      return rebound([...helpBindings, help, leave], hands);
    case 'question':
      return rebound(questionBindings, hands);
    // Its words name its key, so nobody's own key takes that place.
    case 'confirm':
      return confirmBindings(overlay.confirm);
    case 'prompt':
      return promptKeys;
    default:
      return overlay satisfies never;
  }
}

/** The keys of the screen under the help. */
export function bindingsUnder(hands: Hands): readonly Binding[] {
  const ui = hands.ui.get();
  return rebound([...bindingsOn(screenOf(ui), ui), ...globalBindings], hands);
}

/** With the operator's own keys in place of the usual ones; a key of theirs wins over a usual one. */
function rebound(bindings: readonly Binding[], { ownKeys }: Hands): readonly Binding[] {
  if (Object.keys(ownKeys).length === 0) return bindings;
  const taken = new Set(bindings.map(({ action }) => ownKeys[action]).filter((key) => key));
  return bindings.map((binding) => {
    const own = ownKeys[binding.action];
    if (own !== undefined) return { ...binding, keys: [own], shown: own };
    return { ...binding, keys: binding.keys.filter((key) => !taken.has(key)) };
  });
}

const nothing = () => {};
/** For the footer alone: a line that is being typed takes all keys itself. */
const promptKeys: readonly Binding[] = [
  { action: 'submit', keys: [], shown: 'enter', label: 'done', help: '', press: nothing },
  { action: 'complete', keys: [], shown: 'tab', label: 'complete', help: '', press: nothing },
  { action: 'recall', keys: [], shown: 'up', label: 'earlier', help: '', press: nothing },
  { action: 'cancel', keys: [], shown: 'esc', label: 'cancel', help: '', press: nothing },
];
