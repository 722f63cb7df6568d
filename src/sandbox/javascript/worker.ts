import { parentPort, workerData } from 'node:worker_threads';
import { newQuickJSWASMModuleFromVariant } from 'quickjs-emscripten-core';
import { runProgram, type WorkerRequest } from './run-program.ts';

/** The inside of a JavaScript sandbox: takes one program at a time, says what becomes of it. */
const quickjs = await newQuickJSWASMModuleFromVariant(
  import('@jitl/quickjs-wasmfile-release-sync'),
);
const limits = workerData;
parentPort?.on('message', (request: WorkerRequest) =>
  runProgram(quickjs, { ...request, limits }, (answer) => parentPort?.postMessage(answer)),
);
parentPort?.postMessage('{"type":"ready"}');
