import type { EngineProbe } from '../engine/cards/criterion.ts';
import type { CriterionFacts } from '../engine/cards/criterion-facts.ts';
import { isTolerated } from '../engine/cards/unchecked.ts';
import type { SeatedJudge } from '../engine/judging/judge-config.ts';
import { cut, pad } from '../ui/sanitise.ts';
import { exitCodes } from './exit-code.ts';
import { openValidator } from './open-validator.ts';
import { findRules, type Rules } from './validate-rules.ts';
import { safeJson } from './write-out.ts';

const widest = 300;

/** A criterion that takes an engine, and the one it has here. */
interface Engined {
  criterion: CriterionFacts;
  engine: EngineProbe;
  /** What becomes of outputs while it is not there. */
  without: 'accepted, listed as not checked' | 'not accepted';
}

/**
 * Shows what is checked on this machine by which engine, as the validator itself tries them; exit code 2
 * when something is missing without which no output is accepted.
 */
export async function doctor(
  dir: string | undefined,
  flags: { content?: string; product?: string; json?: boolean },
): Promise<number> {
  const rules = await findRules(dir, flags);
  const seated = rules.seatJudge();
  const facts = [...(await factsFor(rules)), ...(seated ? [judgeFacts(seated)] : [])];
  const engined = facts.flatMap((criterion): Engined[] => {
    const { id, engine } = criterion;
    if (engine === null) return [];
    const isFine = isTolerated({ id, status: 'not-checked' }, rules.policy);
    const without = isFine ? 'accepted, listed as not checked' : 'not accepted';
    return [{ criterion, engine, without }];
  });
  const lines = flags.json ? engined.map(asJson) : report(rules, facts, engined);
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  const isShort = engined.some(
    ({ engine, without }) => engine.type === 'not-available' && without === 'not accepted',
  );
  return isShort ? exitCodes.incomplete : exitCodes.ok;
}

async function factsFor({ product, prove }: Rules): Promise<CriterionFacts[]> {
  const onDeath = (reason: string) => void process.stderr.write(`${reason}\n`);
  const validator = openValidator({ product: product.name, prove, onDeath });
  try {
    return await validator.facts();
  } finally {
    await validator.close();
  }
}

/** A judge is a model that no program here can try: the engine is its name. */
function judgeFacts({ judge, models, threshold }: SeatedJudge): CriterionFacts {
  const { id, title, version } = judge.criterion;
  const engine: EngineProbe = {
    type: 'ready',
    engine: models.join(', or where that wrote '),
    version: `by rubric ${version}`,
    isolation: `every score at least ${threshold} of ${judge.scale.most}`,
  };
  return { id, title, version, engine };
}

function report(
  { product, prove, seatJudge }: Rules,
  facts: readonly CriterionFacts[],
  engined: readonly Engined[],
): string[] {
  const width = Math.max(0, ...engined.map(({ criterion }) => criterion.id.length));
  const head = `${product.name}: ${facts.length} criteria, ${engined.length} of them with an engine`;
  const off = prove ? [] : ['  factory.json says "prove": false: nothing is run'];
  const unjudged =
    product.outputJudge && !seatJudge()
      ? ['  factory.json says "judge": "off": no model judges']
      : [];
  return [head, ...off, ...unjudged, ...engined.flatMap((one) => asText(one, width))].map((line) =>
    cut(line, widest),
  );
}

function asText({ criterion, engine, without }: Engined, width: number): string[] {
  const below = (words: string) => `${' '.repeat(width + 4)}${words}`;
  const name = `  ${pad(criterion.id, width)}  `;
  if (engine.type === 'not-available') {
    return [
      `${name}NOT CHECKED: ${engine.reason}`,
      below(`install: ${engine.install}`),
      below(`until then outputs are ${without}`),
    ];
  }
  const isolation = engine.isolation === undefined ? '' : ` (${engine.isolation})`;
  return [
    `${name}${engine.engine} ${engine.version}${isolation}`,
    ...(engine.more === undefined ? [] : [below(`for more: ${engine.more}`)]),
  ];
}

function asJson({ criterion, engine, without }: Engined): string {
  const { id, title, version } = criterion;
  return safeJson(JSON.stringify({ criterion: id, title, version, engine, without }));
}
