import { setPriority } from 'node:os';
import { Worker } from 'node:worker_threads';
import { withProof } from '../engine/cards/with-proof.ts';
import { serveChecks } from '../engine/validator/serve.ts';
import { findProduct } from '../products/registry.ts';

/** Entry of the validator process: judges outputs of the product that is named, and runs them if told `yes`. */
const lowPriority = 10;
setPriority(lowPriority);

const [, , name = '', isProving] = process.argv;
const send = process.send?.bind(process);
if (!send) throw new Error('the validator process is started by an engine');

// An engine that dies takes its validator along, also one that is in the middle of a loop.
process.on('disconnect', () => process.exit());
const watch = `
  setInterval(() => { if (process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL'); }, 1000);
`;
new Worker(watch, { eval: true }).unref();

const { criteria, openProof } = findProduct(name).product;
const proof = isProving === 'yes' ? await openProof?.() : undefined;

serveChecks(withProof(criteria, proof?.criteria ?? []), {
  on: (event, listener) => process.on(event, listener),
  send: (news) => void send(news),
});
