import { fingerprintOf, openKnownChecks } from '../engine/cards/known-checks.ts';
import { uncheckedPolicy } from '../engine/cards/unchecked.ts';
import type { Ack } from '../engine/commands/command.ts';
import { idsIn } from '../engine/files/ids-in.ts';
import { judgedCriterion } from '../engine/judging/judge-config.ts';
import { errorMessage } from '../engine/user-error.ts';
import type { Validator } from '../engine/validator/validator.ts';
import { grouped, plural } from '../ui/format.ts';
import { cut } from '../ui/sanitise.ts';
import { leftToRuns } from './card-lines.ts';
import { contentDir } from './content-dir.ts';
import { refuseSecondEngine } from './engine-there.ts';
import { exitCodes } from './exit-code.ts';
import { type Content, openContent } from './open-content.ts';
import { openValidator } from './open-validator.ts';
import { ownVersion } from './own-version.ts';
import { openProgressLine } from './progress-line.ts';
import { type Recheck, recheckOutputs } from './recheck-outputs.ts';
import { asJson, asText, conclusion, type Found } from './recheck-words.ts';
import { requeue } from './requeue.ts';
import { leaveOnSignals } from './signals.ts';

export interface RecheckFlags {
  content?: string;
  requeue?: boolean;
  fresh?: boolean;
  json?: boolean;
}

const widest = 300;

/**
 * Judges all accepted outputs by the present criteria and shows those that fail now; exit code 2 unless
 * all pass. What was found is kept: interrupted, the next one goes on from there.
 */
export async function recheck(dir: string | undefined, flags: RecheckFlags): Promise<number> {
  const content = await openContent(contentDir(dir, flags.content));
  if (flags.requeue) await refuseSecondEngine(content.paths);
  const signals = leaveOnSignals();
  const { terminated: signal } = signals;
  const validator = openValidator({
    product: content.product.name,
    prove: content.config.prove,
    onDeath: (reason) => signal.aborted || process.stderr.write(`${reason}\n`),
  });
  // What is being judged is given up at once.
  signal.addEventListener('abort', () => void validator.close());
  try {
    const all = await judgeAll(content, { flags, validator, signal });
    if (signal.aborted) return exitCodes.interrupted;
    return await conclude(content, flags, all);
  } finally {
    await validator.close();
    signals.close();
  }
}

async function judgeAll(
  content: Content,
  of: { flags: RecheckFlags; validator: Validator; signal: AbortSignal },
): Promise<Found> {
  const { flags, signal } = of;
  const accepted = await idsIn(content.paths.accepted);
  const items = content.catalogue.filter(({ id }) => accepted.has(id));
  sayStrangers(accepted.size - items.length);
  const found: Found = { open: [], count: 0, known: 0 };
  const progress = openProgressLine();
  try {
    const outputs = recheckOutputs(await openRecheck(content, of), items);
    for await (const one of outputs) {
      found.count += 1;
      if (one.known) found.known += 1;
      if (one.verdict !== 'pass') found.open.push(one);
      progress.clear();
      // With --requeue what came of those that fail is part of their lines.
      if (flags.json && !(flags.requeue && one.verdict === 'fail')) writeLine(asJson(one));
      if (!flags.json && one.verdict !== 'pass') for (const line of asText(one)) writeLine(line);
      progress.show(
        `${grouped(found.count)} of ${plural(items.length, 'output')}, ${grouped(found.open.length)} do not pass`,
      );
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    progress.clear();
  }
  if (signal.aborted) {
    process.stderr.write(
      `interrupted after ${grouped(found.count)} of ${plural(items.length, 'output')}; the next recheck goes on from there\n`,
    );
  }
  return found;
}

async function openRecheck(
  { paths, product, config }: Content,
  { flags, validator, signal }: { flags: RecheckFlags; validator: Validator; signal: AbortSignal },
): Promise<Recheck> {
  const facts = await validator.facts();
  const fingerprint = fingerprintOf(facts, ownVersion());
  const checks = await openKnownChecks(paths, { fingerprint, fresh: flags.fresh === true });
  let isSaid = false;
  const onLost = (error: unknown) => {
    if (!isSaid) process.stderr.write(`what is found cannot be kept: ${errorMessage(error)}\n`);
    isSaid = true;
  };
  return {
    paths,
    validator,
    facts,
    checks,
    policy: uncheckedPolicy(product, config),
    signal,
    onLost,
  };
}

async function conclude(content: Content, flags: RecheckFlags, found: Found): Promise<number> {
  const failed = found.open.filter(({ verdict }) => verdict === 'fail');
  const acks =
    flags.requeue && failed.length > 0 ? await requeue(content, failed) : new Map<string, Ack>();
  for (const one of acks.size > 0 ? failed : []) {
    const ack = acks.get(one.item);
    if (flags.json) writeLine(asJson(one, ack));
    else if (ack && !ack.ok) process.stderr.write(`${cut(`refused: ${ack.reason}`, widest)}\n`);
  }
  const { product, config } = content;
  const judged = judgedCriterion(product.outputJudge, config.judge);
  if (!flags.json) {
    writeLine(conclusion(content.paths.root, found, { failed, acks }) + leftToRuns(judged));
  }
  return found.open.length === 0 ? exitCodes.ok : exitCodes.incomplete;
}

function sayStrangers(count: number): void {
  if (count === 0) return;
  const are = count === 1 ? 'file is' : 'files are';
  process.stderr.write(`${count} accepted ${are} of no item in the catalogue, and left alone\n`);
}

function writeLine(line: string): void {
  process.stdout.write(`${line}\n`);
}
