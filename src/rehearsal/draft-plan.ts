import type { Json } from '../engine/json.ts';
import { type Drawer, draw, drawStream } from './draw.ts';
import { layOut } from './lay-out.ts';
import type { Defect } from './script.ts';
import { tierOf } from './tiers.ts';

interface Flaw {
  defect: Defect;
  /** Counts the failed tries to repair it: each one is wrong in its own way. */
  variant: number;
}

interface Draft {
  flaws: Flaw[];
  text: string;
}

/** Chance that a round which does not fix everything fixes one defect of several. */
const FIX_ONE_RATE = 0.5;
/** Share of the drafts that are right in form and content, and not well told. */
const JUDGED_RATE = 0.15;
/** Upper bounds of a draw for one, two and three defects. */
const COUNT_BOUNDS = [0.5, 0.8, 1];

/** What the author knows to write, and its ways to get it wrong. */
export interface Knowledge {
  artefact: Json;
  defects: readonly Defect[];
  judgedDefects: readonly Defect[];
}

/** The text that the author means its file to have after `rounds` failed report cards. */
export function plannedText(knowledge: Knowledge, drawer: Drawer, rounds: number): string {
  const { artefact } = knowledge;
  const write = (flaws: Flaw[]): string => layOutFlawed({ artefact, flaws, drawer });
  let draft = firstDraft(knowledge, drawer, write);
  for (let round = 1; round <= rounds; round += 1) {
    draft = repaired(draft, write, { drawer, round });
  }
  return draft.text;
}

type Write = (flaws: Flaw[]) => string;

function firstDraft({ defects, judgedDefects }: Knowledge, drawer: Drawer, write: Write): Draft {
  const clean: Draft = { flaws: [], text: write([]) };
  if (draw(drawer, 'first-pass') < tierOf(drawer.model).firstPassRate) {
    return draw(drawer, 'judged') < JUDGED_RATE ? flawed(judgedDefects, 1) : clean;
  }
  const at = draw(drawer, 'defect-count');
  return flawed(defects, COUNT_BOUNDS.findIndex((bound) => at < bound) + 1);

  function flawed(choice: readonly Defect[], count: number): Draft {
    let draft = clean;
    for (const defect of shuffled(choice, drawer)) {
      if (draft.flaws.length === count) break;
      const flaws = [...draft.flaws, { defect, variant: 0 }];
      const text = write(flaws);
      // A defect that has nothing to spoil in this artefact would make the draft pass unnoticed.
      if (text !== draft.text) draft = { flaws, text };
    }
    return draft;
  }
}

function shuffled(defects: readonly Defect[], drawer: Drawer): Defect[] {
  return defects
    .map((defect) => ({ defect, rank: draw(drawer, `rank:${defect.id}`) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ defect }) => defect);
}

function repaired(draft: Draft, write: Write, at: { drawer: Drawer; round: number }): Draft {
  const { drawer, round } = at;
  const clean = write([]);
  const fixesAll = draw(drawer, `repair:${round}`) < tierOf(drawer.model).repairRate;
  if (fixesAll || draft.flaws.length === 0) return { flaws: [], text: clean };
  const target = Math.floor(draw(drawer, `repair-target:${round}`) * draft.flaws.length);
  if (draft.flaws.length > 1 && draw(drawer, `repair-one:${round}`) < FIX_ONE_RATE) {
    const flaws = draft.flaws.filter((_, index) => index !== target);
    return { flaws, text: write(flaws) };
  }
  const flaws = draft.flaws.map((flaw, index) =>
    index === target ? { ...flaw, variant: flaw.variant + 1 } : flaw,
  );
  const text = write(flaws);
  // Where another variant says the same, or happens to be right, the wrong edit is one of layout alone.
  const isAnotherFault = text !== draft.text && text !== clean;
  return isAnotherFault ? { flaws, text } : { flaws: draft.flaws, text: `${draft.text}\n` };
}

function layOutFlawed(of: { artefact: Json; flaws: Flaw[]; drawer: Drawer }): string {
  const faulty = of.flaws.reduce<Json>(
    // A copy each time: a defect that changes its argument must not reach the script's own artefact.
    (artefact, { defect, variant }) =>
      defect.apply(
        structuredClone(artefact),
        drawStream(of.drawer, `defect:${defect.id}:${variant}`),
      ),
    of.artefact,
  );
  return layOut(faulty);
}
