// The built program, loaded once: does one command line after the other, each with the environment and
// the folder of its own, and tells what it printed and its exit code.
import '../../bin/quick-start.js';

process.env.NODE_ENV ??= 'production';
const { main } = await import('../../dist/cli.js');
const home = process.cwd();
for (const stream of [process.stdout, process.stderr]) stream.setMaxListeners(0);

/** Keeps what is written to a stream until it is asked for. */
function capture(stream) {
  const chunks = [];
  const { write } = stream;
  stream.write = (chunk, encoding, done) => {
    chunks.push(Buffer.from(chunk));
    (typeof encoding === 'function' ? encoding : done)?.();
    return true;
  };
  return () => {
    stream.write = write;
    return Buffer.concat(chunks).toString().replace(/\n$/, '');
  };
}

process.on('message', async ({ args, env, cwd }) => {
  process.env = { ...env, NODE_ENV: 'production' };
  process.chdir(cwd ?? home);
  process.exitCode = 0;
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  await main([process.execPath, 'ai-factory', ...args]);
  const exitCode = process.exitCode;
  process.exitCode = 0;
  process.chdir(home);
  process.send({ exitCode, signal: undefined, stdout: stdout(), stderr: stderr() });
});
process.on('disconnect', () => process.exit());
process.send({ ready: true });
