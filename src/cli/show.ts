import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readJudgements } from '../client/item/judgements.ts';
import { readState } from '../client/read-state.ts';
import { type AttemptRecord, describeAttempt, readAttempts } from '../engine/agent/attempts.ts';
import { itemOf } from '../engine/state/item-entry.ts';
import { UserError } from '../engine/user-error.ts';
import { addUsd } from '../models/nano-usd.ts';
import { plural } from '../ui/format.ts';
import { cut } from '../ui/sanitise.ts';
import { contentDir } from './content-dir.ts';
import { type Content, openContent } from './open-content.ts';
import { transcriptLines } from './transcript-lines.ts';
import { safeJson, safeText } from './write-out.ts';

/** Which side of an item to print; an overview when none is named. */
export interface ShowFlags {
  content?: string;
  transcript?: boolean;
  reportCard?: boolean;
  output?: boolean;
  json?: boolean;
}

/** Prints one item of a content directory, or one side of it. */
export async function show(id: string, flags: ShowFlags): Promise<void> {
  const content = await openContent(contentDir(undefined, flags.content));
  if (!content.catalogue.some((item) => item.id === id)) {
    throw new UserError(`"${id}" is not in the catalogue. ai-factory list shows what is.`);
  }
  const records = await readAttempts(content.paths.item(id), false);
  const text = await sideOf(content, { id, records, flags });
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}

interface Subject {
  id: string;
  records: AttemptRecord[];
  flags: ShowFlags;
}

async function sideOf(content: Content, subject: Subject): Promise<string> {
  const { flags, records } = subject;
  if (flags.output) return output(content, subject);
  if (flags.reportCard) return reportCard(content, subject);
  if (!flags.transcript) return overview(content, subject);
  if (records.length === 0) throw notBegun(subject.id);
  const entries = records.flatMap((record) => record.entries);
  return flags.json
    ? safeJson(entries.map((entry) => JSON.stringify(entry)).join('\n'))
    : entries.flatMap(transcriptLines).join('\n');
}

async function output({ paths, product }: Content, { id, flags }: Subject): Promise<string> {
  const places = [paths.acceptedFile(id), join(paths.item(id).draft, product.artefactFile)];
  for (const place of places) {
    const text = await readFile(place, 'utf8').catch(() => undefined);
    if (text !== undefined) return flags.json ? safeJson(text) : safeText(text);
  }
  throw notBegun(id);
}

async function reportCard({ paths }: Content, { id, records, flags }: Subject): Promise<string> {
  for (const { attempt } of records.toReversed()) {
    const text = await readFile(paths.item(id).reportCard(attempt), 'utf8').catch(() => undefined);
    if (text === undefined) continue;
    return flags.json ? safeJson(JSON.stringify(JSON.parse(text))) : safeText(text);
  }
  throw notBegun(id);
}

async function overview({ paths, catalogue }: Content, { id, records, flags }: Subject) {
  const item = itemOf(await readState(paths, catalogue), id);
  const judgements = await readJudgements(paths.item(id));
  const judgedUsd = addUsd(...judgements.map((one) => one.costUsd ?? 0));
  const title = catalogue.find((one) => one.id === id)?.title ?? '';
  const attempts = records.map(describeAttempt);
  const { status, repairs, costUsd, failing, unchecked, reason, sha256 } = item;
  const figures = { repairs, costUsd, judgedUsd, failing, unchecked, reason, sha256, attempts };
  const body = { id, title, state: status, ...figures };
  if (flags.json) return safeJson(JSON.stringify(body));
  return [
    `${id}  ${title}`,
    `  state     ${status}${reason === undefined ? '' : `: ${reason}`}`,
    `  cost      $${costUsd.toFixed(4)}, ${repairs} repairs${judgements.length === 0 ? '' : `, $${judgedUsd.toFixed(4)} of it for ${plural(judgements.length, 'judgement')}`}`,
    ...attempts.flatMap(({ attempt, model, turns, outcome, detail, changes }) => [
      `  attempt ${attempt} ${model}, ${turns} turns: ${outcome}${detail ? `, ${detail}` : ''}`,
      ...changes.map(
        ({ check, changedBytes, draftBytes = 0 }) =>
          `    check ${check}  ${changedBytes} of ${draftBytes} bytes changed`,
      ),
    ]),
    ...failing.map(({ criterion, message }) => `  failing   ${criterion}: ${message}`),
    ...unchecked.map((criterion) => `  unchecked ${criterion}: it could not be judged here`),
    `  files     ${paths.item(id).root}`,
  ]
    .map((line) => cut(line, 300))
    .join('\n');
}

function notBegun(id: string): UserError {
  return new UserError(`${id}: there is nothing yet. ai-factory run --only ${id} begins it.`);
}
