import type { FactoryState } from '../../../engine/state/state.ts';
import type { Summary } from '../../../engine/state/summary.ts';
import { addUsd } from '../../../models/nano-usd.ts';
import { basisWords, isOverBudget } from '../../forecast-words.ts';
import { formatDuration, formatShare, formatUsd, plural } from '../../format.ts';
import type { Line, Span, Tone } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import type { Terminal } from '../../theme.ts';

interface Space {
  width: number;
  terminal: Terminal;
}

const quiet = (text: string): Span => ({ text, tone: 'quiet' });

function row(label: string, usd: number | null, { about, tone }: { about: string; tone?: Tone }) {
  return valueRow(label, formatUsd(usd), { about, ...(tone ? { tone } : {}) });
}

function valueRow(label: string, text: string, { about, tone }: { about: string; tone?: Tone }) {
  const value: Span = { text: text.padStart(10), tone: tone ?? 'plain' };
  return [quiet(` ${label.padEnd(12)}`), value, quiet(`  ${about}`)];
}

/** What was spent, what may be, what is held back, and where that leads. */
export function totalLines(
  state: FactoryState,
  summary: Summary,
  { width, terminal }: Space,
): Line[] {
  const { money, provider } = summary;
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
    ...forecastRows(summary),
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

/** Where it leads, with its range: of a run that goes on at its end, else of what is left. */
function forecastRows(summary: Summary): Line[] {
  const { run, forecast } = summary;
  const isLive = run.state === 'running' || run.state === 'paused';
  if (forecast === null) return [row('forecast', null, { about: 'nothing to go by yet' })];
  const usd = isLive ? forecast.endUsd : forecast.restUsd;
  const over = isLive && isOverBudget(summary);
  const range = `${formatUsd(usd.low)} to ${formatUsd(usd.high)}`;
  const what = isLive ? 'at the end' : `for ${plural(forecast.items, 'item')} left`;
  const { restMs } = forecast;
  const time = restMs
    ? [
        valueRow('time left', formatDuration(restMs.likely), {
          about: `${formatDuration(restMs.low)} to ${formatDuration(restMs.high)}`,
        }),
      ]
    : [];
  return [
    row('forecast', usd.likely, {
      about: over
        ? `over budget, ${range}; b raises it`
        : `${range} ${what}, ${basisWords(forecast)}`,
      tone: over ? 'warn' : 'plain',
    }),
    ...time,
  ];
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
