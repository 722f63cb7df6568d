import { codeLinesOf } from '../lesson-parts.ts';
import { type KnownFailure, textIssues } from './known-failure.ts';

/** Mistakes in the text of single code lines. */
export const codeFailures: KnownFailure[] = [
  lineFailure({
    id: 'code-in-markdown-fence',
    what: 'The code still wears its Markdown fence.',
    example: '```python',
    pattern: /^\s*```/,
    fix: 'Remove the fence: lines hold code alone.',
  }),
  lineFailure({
    id: 'html-entities-in-code',
    what: 'The code was escaped as HTML.',
    example: 'for (let i = 0; i &lt; n; i++) {',
    pattern: /&(?:lt|gt|amp|quot|#39|nbsp);/,
    fix: 'Write the characters themselves.',
  }),
  lineFailure({
    id: 'escaped-newlines-in-code',
    what: 'Line ends were escaped twice, so that the code shows them as \\n.',
    example: 'let a = 1;\\n  let b = 2;',
    pattern: /[;{}:)\]]\\n/,
    fix: 'Give each line of code its own element of lines.',
  }),
  lineFailure({
    id: 'several-lines-in-one',
    what: 'One element of lines holds several lines of code.',
    example: 'let a = 1;\nlet b = 2;',
    pattern: /[\r\n]/,
    fix: 'Give each line of code its own element of lines.',
  }),
  lineFailure({
    id: 'typographic-characters-in-code',
    what: 'The code has typographic quotes, or spaces that only look like spaces.',
    example: 'const s = “abc”;',
    pattern: /[\u2018\u2019\u201C\u201D\u00A0\u200B\uFEFF]/,
    fix: 'Use plain quotes and plain spaces.',
  }),
];

interface LineFailure extends Omit<KnownFailure, 'detect'> {
  pattern: RegExp;
  fix: string;
}

/** Found in a line where the pattern begins outside a string or a comment: inside, it may be meant. */
function lineFailure({ pattern, fix, ...row }: LineFailure): KnownFailure {
  return {
    ...row,
    detect: (artefact) => {
      const hits = codeLinesOf(artefact).filter(({ value }) => {
        const at = value.search(pattern);
        return at >= 0 && isBareCode(value.slice(0, at));
      });
      return textIssues(hits, { message: row.what, fix });
    },
  };
}

function isBareCode(before: string): boolean {
  const quotes = before.match(/(?<!\\)["'`]/g) ?? [];
  return before.trim() === '```' || (quotes.length % 2 === 0 && !/\/\/|#|^\s*\*|\/\*/.test(before));
}
