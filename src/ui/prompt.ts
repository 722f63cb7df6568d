/** A line that is being typed: a command, a filter, a search, a reason. */
export interface Prompt {
  /** Stands before the text: `:`, `/`, `reason:`. */
  prefix: string;
  text: string;
  /** Where the next character goes, in characters. */
  at: number;
  spec: PromptSpec;
  /** Which of the earlier texts is shown, counted back from the newest; -1 for what was typed. */
  past: number;
}

/** What a prompt is for. */
export interface PromptSpec {
  prefix: string;
  /** Words under an empty prompt. */
  hint: string;
  /** Shown beside the text as it is typed: what is wrong with it, or what it means. */
  remark?(text: string): string | undefined;
  /** The texts that this one could become. */
  complete?(text: string): readonly string[];
  /** Told of each change, for lists that filter as one types. */
  onChange?(text: string): void;
  /** Takes the text; the prompt is gone by then. */
  submit(text: string): void;
  /** Left without an answer. */
  onCancel?(): void;
  /** Earlier texts, newest last; submitted ones are added. */
  history: string[];
}

const longest = 2_000;

/** The prompt with `typed` at its cursor; what a terminal would obey is left out. */
export function typeInto(prompt: Prompt, typed: string): Prompt {
  const chars = [...prompt.text];
  const added = [...typed.replace(/[\r\n\t]+/g, ' ').replace(/\p{C}/gu, '')];
  chars.splice(prompt.at, 0, ...added);
  const text = chars.slice(0, longest).join('');
  return { ...prompt, text, at: Math.min(longest, prompt.at + added.length), past: -1 };
}

/** Editing keys by name; undefined for a key that edits nothing. */
export const edits: Record<string, ((prompt: Prompt) => Prompt) | undefined> = {
  backspace: (prompt) => (prompt.at === 0 ? prompt : cutOut(prompt, prompt.at - 1, prompt.at)),
  delete: (prompt) => cutOut(prompt, prompt.at, prompt.at + 1),
  left: (prompt) => ({ ...prompt, at: Math.max(0, prompt.at - 1) }),
  right: (prompt) => ({ ...prompt, at: Math.min([...prompt.text].length, prompt.at + 1) }),
  home: (prompt) => ({ ...prompt, at: 0 }),
  end: (prompt) => ({ ...prompt, at: [...prompt.text].length }),
  'ctrl-u': (prompt) => cutOut(prompt, 0, prompt.at),
  'ctrl-w': (prompt) => cutOut(prompt, wordStart(prompt), prompt.at),
  up: (prompt) => recalled(prompt, prompt.past + 1),
  down: (prompt) => recalled(prompt, prompt.past - 1),
};

function cutOut(prompt: Prompt, from: number, to: number): Prompt {
  const chars = [...prompt.text];
  chars.splice(from, to - from);
  return { ...prompt, text: chars.join(''), at: from, past: -1 };
}

function wordStart({ text, at }: Prompt): number {
  const before = [...text].slice(0, at).join('');
  return [...before.replace(/\S+\s*$/, '')].length;
}

function recalled(prompt: Prompt, past: number): Prompt {
  const { history } = prompt.spec;
  if (past < 0) return withText(prompt, '', -1);
  const text = history[history.length - 1 - past];
  return text === undefined ? prompt : withText(prompt, text, past);
}

export function withText(prompt: Prompt, text: string, past = -1): Prompt {
  return { ...prompt, text, at: [...text].length, past };
}
