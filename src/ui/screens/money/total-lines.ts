import type { FactoryState } from '../../../engine/state.ts';
import type { Summary } from '../../../engine/summary.ts';
import { addUsd } from '../../../models/nano-usd.ts';
import { formatShare, formatUsd, plural } from '../../format.ts';
import type { Line, Span, Tone } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import type { Terminal } from '../../theme.ts';

interface Space {
  width: number;
  terminal: Terminal;
}

const quiet = (text: string): Span => ({ text, tone: 'quiet' });

function row(label: string, usd: number | null, { about, tone }: { about: string; tone?: Tone }) {
  const value: Span = { text: formatUsd(usd).padStart(10), tone: tone ?? 'plain' };
  return [quiet(` ${label.padEnd(12)}`), value, quiet(`  ${about}`)];
}

/** What was spent, what may be, what is held back, and where that leads. */
export function totalLines(
  state: FactoryState,
  { money, provider }: Summary,
  { width, terminal }: Space,
): Line[] {
  const { runSpentUsd, spentUsd, perAcceptedUsd, unknownCostCalls, unknownUsd } = money;
  const reservedUsd = addUsd(...[...state.inFlight.values()].map((call) => call.reservedUsd ?? 0));
  const title = provider.rehearsal ? 'money, in play dollars: a rehearsal' : 'money';
  return [
    titleRule(title, width, terminal),
    row('this run', runSpentUsd, {
      about: `${formatUsd(spentUsd)} in this directory in all`,
      tone: 'strong',
    }),
    budgetRow(money),
    todayRow(money),
    projectedRow(state, money),
    row('per accepted', perAcceptedUsd, { about: 'all dollars by accepted outputs', tone: 'good' }),
    row('in flight', reservedUsd, { about: `at most, ${plural(state.inFlight.size, 'call')}` }),
    row('unknown cost', unknownUsd, {
      about: `held at most; ${plural(unknownCostCalls, 'call')} in all`,
      tone: unknownUsd > 0 ? 'warn' : 'plain',
    }),
  ];
}

function budgetRow({ budgetUsd, runSpentUsd, unknownUsd }: Summary['money']): Line {
  if (budgetUsd === null) {
    return [quiet(` ${'budget'.padEnd(12)}`), { text: 'none'.padStart(10) }, quiet('  b sets one')];
  }
  const leftUsd = Math.max(0, addUsd(budgetUsd, -runSpentUsd, -unknownUsd));
  return row('budget', budgetUsd, {
    about: `${formatUsd(leftUsd)} left; b changes it`,
    tone: leftUsd < 0.1 * budgetUsd ? 'warn' : 'plain',
  });
}

function todayRow({ todayUsd, todayUnknownUsd, dailyUsd, timeZone }: Summary['money']): Line {
  const day = `a day of ${timeZone}`;
  if (dailyUsd === null) return row('today', todayUsd, { about: `${day}, not bounded` });
  const leftUsd = Math.max(0, addUsd(dailyUsd, -todayUsd, -todayUnknownUsd));
  return row('today', todayUsd, {
    about: `${formatUsd(leftUsd)} left of ${formatUsd(dailyUsd)}, ${day}`,
    tone: leftUsd < 0.1 * dailyUsd ? 'warn' : 'plain',
  });
}

function projectedRow({ run }: FactoryState, { projectedUsd, budgetUsd }: Summary['money']): Line {
  const isLive = run.state === 'running' || run.state === 'paused';
  if (projectedUsd === null || !isLive) {
    const about = isLive ? 'once an item is settled' : 'no run is going on';
    return row('projected', null, { about });
  }
  const passes = budgetUsd !== null && projectedUsd > budgetUsd;
  return row('projected', projectedUsd, {
    about: passes ? 'more than the budget: b raises it' : 'at the end, at the rate so far',
    tone: passes ? 'warn' : 'plain',
  });
}

/** Where the dollars went. */
export function outcomeLines({ money }: Summary, { width, terminal }: Space): Line[] {
  const { spentUsd, acceptedUsd, wastedUsd, openUsd } = money;
  const cells = Math.max(4, Math.min(60, width - 36));
  const bar = (label: string, usd: number, tone: Tone): Line => {
    const share = spentUsd === 0 ? 0 : usd / spentUsd;
    const full = Math.max(usd > 0 ? 1 : 0, Math.round(share * cells));
    return [
      quiet(` ${label.padEnd(16)}`),
      { text: formatUsd(usd).padStart(9) },
      quiet(` ${formatShare(share).padStart(4)} `),
      { text: terminal.glyphs.full.repeat(full), tone },
    ];
  };
  return [
    titleRule('by outcome, whole directory', width, terminal),
    bar('accepted outputs', acceptedUsd, 'good'),
    bar('came to nothing', wastedUsd, 'bad'),
    bar('still open', openUsd, 'warn'),
  ];
}
