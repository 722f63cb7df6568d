import type { Criterion } from '../../../src/engine/cards/criterion.ts';
import type { CatalogueItem } from '../../../src/engine/product.ts';
import { serveChecks } from '../../../src/engine/validator/serve.ts';

/** A validator process whose criterion `deadly` does to it what the output says. */
const criteria: Criterion<CatalogueItem>[] = [
  { id: 'harmless', title: 'Nothing', weight: 1, check: () => [] },
  {
    id: 'deadly',
    title: 'It lives',
    weight: 1,
    check: (artefact) => {
      if (artefact === 'exit') process.exit(7);
      if (artefact === 'kill') process.kill(process.pid, 'SIGKILL');
      if (artefact === 'hang') for (;;);
      if (artefact === 'lie') process.send?.({ type: 'card', id: 'none' });
      if (artefact === 'bad') return [{ path: '$', message: 'it is bad' }];
      return new Promise((resolve) => setTimeout(() => resolve([]), 20));
    },
  },
  { id: 'last', title: 'The last', weight: 1, check: () => [] },
];

const send = process.send?.bind(process);
serveChecks(criteria, {
  on: (event, listener) => process.on(event, listener),
  send: (news) => void send?.(news),
});
