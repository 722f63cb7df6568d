import type { Criterion } from '../../../src/engine/cards/criterion.ts';
import type { CatalogueItem } from '../../../src/engine/product.ts';
import { serveChecks } from '../../../src/engine/validator/serve.ts';

/** Criteria that judge with engines: one that is there, one that cannot even be tried. */
const criteria: Criterion<CatalogueItem>[] = [
  { id: 'plain', title: 'Plain', weight: 1, check: () => [] },
  {
    ...{ id: 'engined', title: 'Engined', weight: 1, version: 3, check: () => [] },
    engine: async () => ({ type: 'ready', engine: 'Abacus', version: '2.0', more: 'beads' }),
  },
  {
    ...{ id: 'broken', title: 'Broken', weight: 1, check: () => [] },
    engine: async () => {
      throw new Error('no beads');
    },
  },
];

serveChecks(criteria, {
  on: (event, listener) => process.on(event, listener),
  send: (news) => void process.send?.(news),
});
