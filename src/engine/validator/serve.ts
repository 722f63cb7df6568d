import type { Criterion } from '../criterion.ts';
import type { CatalogueItem } from '../product.ts';
import { issueCard } from '../report-card.ts';
import { errorMessage } from '../user-error.ts';
import type { CheckRequest, ValidatorNews } from './messages.ts';

/** The line to the engine: `process` of a forked child is one. */
export interface EngineLine {
  on(event: 'message', listener: (message: CheckRequest) => void): unknown;
  send(news: ValidatorNews): void;
}

/** The validator's side: judges what it is sent, and says before each criterion that it comes to it. */
export function serveChecks(criteria: Criterion<CatalogueItem>[], line: EngineLine): void {
  const signal = new AbortController().signal;
  line.on('message', ({ id, text, item, leaveOut }) => {
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
