import { z } from 'zod';
import { appendDurably, writeDurably } from '../files/durable.ts';
import type { ContentPaths } from '../files/paths.ts';
import { readPlainFile } from '../files/plain-file.ts';
import type { CatalogueItem } from '../product.ts';
import { sha256 } from './artefact.ts';
import type { CriterionFacts } from './criterion-facts.ts';
import type { ReportCard } from './report-card.ts';

/** A hundred thousand outputs have 10 MB. */
const largestBytes = 200_000_000;

const openResultSchema = z.object({
  id: z.string(),
  status: z.enum(['fail', 'not-checked']),
  message: z.string(),
  count: z.int().positive(),
  broken: z.exactOptional(z.literal(true)),
});
/** A criterion that an output did not pass. */
export type OpenResult = z.infer<typeof openResultSchema>;

const headSchema = z.object({ v: z.literal(1), fingerprint: z.string() });
const lineSchema = z.object({ key: z.string(), open: z.array(openResultSchema) });

/** What earlier checks by the very same criteria and engines found. */
export interface KnownChecks {
  find(key: string): OpenResult[] | undefined;
  keep(key: string, open: OpenResult[]): Promise<void>;
}

/** Of all that decides over a card besides output and catalogue entry. */
export function fingerprintOf(facts: readonly CriterionFacts[], packageVersion: string): string {
  const criteria = facts.map(({ id, version, engine }) => [id, version, engineOf(engine)]);
  return sha256(JSON.stringify([packageVersion, criteria]));
}

/** Of an output and the catalogue entry that it is held against. */
export function checkKey(outputSha256: string, item: CatalogueItem): string {
  return sha256(JSON.stringify([outputSha256, item]));
}

function engineOf(engine: CriterionFacts['engine']): string[] | null {
  if (engine?.type !== 'ready') return engine && ['not available'];
  return [engine.engine, engine.version, engine.isolation ?? ''];
}

/**
 * Reads `.engine/checks.jsonl`; what was found under another fingerprint is forgotten, as is everything
 * with `fresh`. A line that is damaged costs one check.
 */
export async function openKnownChecks(
  { checks: path, root }: ContentPaths,
  { fingerprint, fresh }: { fingerprint: string; fresh: boolean },
): Promise<KnownChecks> {
  const text = await readPlainFile(path, largestBytes).catch(() => '');
  const [head = '', ...lines] = text.split('\n');
  const isSame = parsed(headSchema, head)?.fingerprint === fingerprint;
  const known = new Map<string, OpenResult[]>();
  for (const line of isSame && !fresh ? lines : []) {
    const entry = parsed(lineSchema, line);
    if (entry) known.set(entry.key, entry.open);
  }
  let begun = isSame && !fresh ? Promise.resolve() : undefined;
  return {
    find: (key) => known.get(key),
    async keep(key, open) {
      known.set(key, open);
      begun ??= writeDurably(path, `${JSON.stringify({ v: 1, fingerprint })}\n`, root);
      await begun;
      await appendDurably(path, `${JSON.stringify({ key, open })}\n`, root);
    },
  };
}

function parsed<T>(schema: z.ZodType<T>, line: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

/** What of a card decides: the criteria that it does not say pass of. */
export function openResults({ criteria }: ReportCard): OpenResult[] {
  return criteria.flatMap(({ id, status, issues, reason, broken }) => {
    if (status === 'pass') return [];
    const message = issues[0]?.message ?? reason ?? '';
    const count = Math.max(1, issues.length);
    return [{ id, status, message, count, ...(broken ? { broken } : {}) }];
  });
}

/** Whether the same check would find the same again: nothing broke, and no engine that is there stayed away. */
export function isLasting(open: readonly OpenResult[], facts: readonly CriterionFacts[]): boolean {
  const isThere = (id: string) => facts.find((one) => one.id === id)?.engine?.type === 'ready';
  return open.every(({ id, status, broken }) => status === 'fail' || (!broken && !isThere(id)));
}
