import { startRehearsal } from '../src/rehearsal/server.ts';
import { copiesScript } from './copies.ts';

// A process of its own, so that its work is not counted as the engine's.
const speed = Number(process.argv[2]);
const server = await startRehearsal({ script: copiesScript, seed: 1, speed });
process.stdout.write(`${server.baseUrl}\n`);
