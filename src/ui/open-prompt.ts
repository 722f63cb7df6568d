import type { Hands } from './hands.ts';
import type { PromptSpec } from './prompt.ts';

/** Begins a line; keys go into it until it is ended or left. */
export function openPrompt(hands: Hands, spec: PromptSpec, text = ''): void {
  const prompt = { prefix: spec.prefix, text, at: [...text].length, spec, past: -1 };
  hands.ui.set((ui) => ({ ...ui, overlay: { type: 'prompt', prompt } }));
}
