import type { Criterion } from '../cards/criterion.ts';
import { factsOf } from '../cards/criterion-facts.ts';
import { issueCard } from '../cards/report-card.ts';
import type { CatalogueItem } from '../product.ts';
import { errorMessage } from '../user-error.ts';
import type { CheckRequest, FactsRequest, ValidatorNews } from './messages.ts';

/** The line to the engine: `process` of a forked child is one. */
export interface EngineLine {
  on(event: 'message', listener: (message: CheckRequest | FactsRequest) => void): unknown;
  send(news: ValidatorNews): void;
}

/** The validator's side: judges what it is sent, and says before each criterion that it comes to it. */
export function serveChecks(criteria: Criterion<CatalogueItem>[], line: EngineLine): void {
  const signal = new AbortController().signal;
  line.on('message', (message) => {
    if ('type' in message) {
      // Rejects for a bug alone, and that ends the process.
      void factsOf(criteria, signal).then((facts) => line.send({ type: 'facts', criteria: facts }));
      return;
    }
    const { id, text, item, leaveOut } = message;
    const judging = {
      criteria,
      leaveOut,
      onCriterion: (criterion: string) => line.send({ type: 'at', id, criterion }),
    };
    issueCard(text ?? undefined, judging, { item: item ?? undefined, signal }).then(
      (card) => line.send({ type: 'card', id, card }),
      (error: unknown) => line.send({ type: 'failed', id, reason: errorMessage(error) }),
    );
  });
  line.send({ type: 'ready' });
}
