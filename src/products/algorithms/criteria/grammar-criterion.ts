import type { Criterion } from '../../../engine/cards/criterion.ts';
import type { Language, Problem } from '../item.ts';
import { parserEngine } from '../parser-engine.ts';
import { readableSource } from './code-size.ts';
import { type Grammar, loadGrammar, type Rule } from './grammar.ts';
import { syntaxIssue } from './syntax-issue.ts';

interface GrammarCriterion {
  language: Exclude<Language, 'javascript'>;
  title: string;
  rule: Rule;
  /** Name of the grammar, when it is not the language's. */
  grammar?: string;
}

/** A criterion that parses one language by its grammar, loaded once when first needed. */
export function grammarCriterion(options: GrammarCriterion): Criterion<Problem> {
  const { language, title, rule, grammar = language } = options;
  let loading: Promise<Grammar | string> | undefined;
  return {
    id: `${language}-parses`,
    title,
    weight: 3,
    explanation: 'Code that does not parse cannot be run, nor learnt from.',
    fixHint: 'Correct the line that is named, or the one before it.',
    engine: async () => ({
      ...parserEngine(`grammar only (tree-sitter, ${grammar})`, '@vscode/tree-sitter-wasm'),
      more: 'Have outputs run, so that the compiler itself judges: "prove": true in factory.json.',
    }),
    async check(artefact) {
      const readable = readableSource(artefact, language);
      if (readable.type === 'outcome') return readable.outcome;
      loading ??= loadGrammar(grammar).catch((error: unknown) => String(error));
      const loaded = await loading;
      if (typeof loaded === 'string') {
        return { notChecked: `the ${grammar} grammar could not be loaded: ${loaded}` };
      }
      const fault = loaded(readable.source, rule);
      return fault === undefined ? [] : [syntaxIssue(fault, readable)];
    },
  };
}
