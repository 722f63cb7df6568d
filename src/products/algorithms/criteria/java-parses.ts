import { grammarCriterion } from './grammar-criterion.ts';

/** The Java lines make up a compilation unit. */
export const javaParses = grammarCriterion({
  language: 'java',
  title: 'The Java parses',
  rule: { types: [], fault: () => undefined },
});
