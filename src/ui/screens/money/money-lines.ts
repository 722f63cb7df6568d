import type { Route } from '../../../engine/routing.ts';
import type { FactoryState, StepTally, Totals } from '../../../engine/state.ts';
import type { Summary } from '../../../engine/summary.ts';
import { addUsd } from '../../../models/nano-usd.ts';
import { formatShare, formatTokens, formatUsd, grouped, plural, shortModel } from '../../format.ts';
import type { Line, Span, Tone } from '../../line.ts';
import { titleRule } from '../../panes/rule.ts';
import { pad } from '../../sanitise.ts';
import type { Terminal } from '../../theme.ts';

interface Space {
  width: number;
  terminal: Terminal;
}

const quiet = (text: string): Span => ({ text, tone: 'quiet' });

/** What was spent, what may be, what is held back, and where that leads. */
export function totalLines(
  state: FactoryState,
  { money, provider }: Summary,
  space: Space,
): Line[] {
  const { runSpentUsd, spentUsd, budgetUsd, projectedUsd, perAcceptedUsd } = money;
  const inFlightUsd = addUsd(...[...state.inFlight.values()].map((call) => call.reservedUsd ?? 0));
  const { unknownUsd } = state.run;
  const leftUsd = budgetUsd === null ? null : addUsd(budgetUsd, -runSpentUsd, -unknownUsd);
  const passes = budgetUsd !== null && projectedUsd !== null && projectedUsd > budgetUsd;
  const row = (label: string, value: string, about: string, tone: Tone = 'plain'): Line => [
    quiet(` ${label.padEnd(14)}`),
    { text: value.padStart(10), tone },
    quiet(`  ${about}`),
  ];
  return [
    titleRule(
      provider.rehearsal ? 'money, in play dollars: a rehearsal' : 'money',
      space.width,
      space.terminal,
    ),
    row(
      'this run',
      formatUsd(runSpentUsd),
      `${formatUsd(spentUsd)} in this directory in all`,
      'strong',
    ),
    row(
      'budget',
      budgetUsd === null ? 'none' : formatUsd(budgetUsd),
      leftUsd === null ? 'b sets one' : `${formatUsd(Math.max(0, leftUsd))} left; b changes it`,
    ),
    row(
      'projected',
      formatUsd(projectedUsd),
      passes
        ? 'more than the budget: the run will stop before its end'
        : 'at the end, at the rate so far',
      passes ? 'bad' : 'plain',
    ),
    row('per accepted', formatUsd(perAcceptedUsd), 'all dollars over all accepted outputs', 'good'),
    row('in flight', formatUsd(inFlightUsd), `${plural(state.inFlight.size, 'call')}, at most`),
    row(
      'unknown',
      formatUsd(unknownUsd),
      `${plural(money.unknownCostCalls, 'call')} of unknown cost, held against the budget at the most it can be`,
      unknownUsd > 0 ? 'warn' : 'plain',
    ),
  ];
}

/** Where the dollars went. */
export function outcomeLines({ money }: Summary, { width, terminal }: Space): Line[] {
  const { spentUsd, acceptedUsd, wastedUsd, openUsd } = money;
  const bar = (label: string, usd: number, tone: Tone): Line => {
    const cells = Math.max(4, Math.min(40, width - 46));
    const share = spentUsd === 0 ? 0 : usd / spentUsd;
    return [
      quiet(` ${label.padEnd(18)}`),
      { text: formatUsd(usd).padStart(9) },
      quiet(` ${formatShare(share).padStart(4)} `),
      { text: terminal.glyphs.full.repeat(Math.round(share * cells)), tone },
    ];
  };
  return [
    titleRule('by outcome, whole directory', width, terminal),
    bar('accepted outputs', acceptedUsd, 'good'),
    bar('came to nothing', wastedUsd, 'bad'),
    bar('still open', openUsd, 'warn'),
  ];
}

/** By model or by purpose: calls, tokens by kind, dollars and their share. */
export function totalsTable(
  title: string,
  totals: ReadonlyMap<string, Totals>,
  { width, terminal }: Space,
): Line[] {
  const all = [...totals].sort(([, a], [, b]) => b.costUsd - a.costUsd);
  const sumUsd = addUsd(...all.map(([, { costUsd }]) => costUsd));
  const wide = width >= 76;
  const head = ` ${pad(title, 14)} ${'CALLS'.padStart(7)} ${wide ? `${'INPUT'.padStart(7)} ${'WRITTEN'.padStart(8)} ` : ''}${'CACHED'.padStart(7)} ${'OUTPUT'.padStart(7)} ${'DOLLARS'.padStart(10)} SHARE`;
  return [
    titleRule(`by ${title.toLowerCase()}, whole directory`, width, terminal),
    [quiet(head)],
    ...(all.length === 0 ? [[quiet(' no call has ended yet')]] : []),
    ...all.map(([name, one]): Line => {
      const read = one.input + one.cacheWrite + one.cacheRead;
      const cached = read === 0 ? null : one.cacheRead / read;
      const unknown = one.unknownCostCalls > 0 ? '+?' : '';
      return [
        { text: ` ${pad(shortModel(name), 14, terminal.charset)} ` },
        { text: `${grouped(one.calls).padStart(7)} ` },
        quiet(
          wide
            ? `${formatTokens(one.input).padStart(7)} ${formatTokens(one.cacheWrite).padStart(8)} `
            : '',
        ),
        quiet(`${formatShare(cached).padStart(7)} ${formatTokens(one.output).padStart(7)} `),
        { text: `${formatUsd(one.costUsd)}${unknown}`.padStart(10), tone: 'strong' },
        quiet(` ${formatShare(sumUsd === 0 ? null : one.costUsd / sumUsd).padStart(5)}`),
      ];
    }),
  ];
}

/** More than this much worse than expected deserves a look. */
const tolerance = 1.25;

/** What attempts on each step of a route cost and came to, beside what the route expects of it. */
export function routeLines(
  steps: ReadonlyMap<string, StepTally>,
  routes: readonly Route[],
  { width, terminal }: Space,
): Line[] {
  const rows = [...steps.values()].sort((a, b) => b.costUsd - a.costUsd);
  const head = ` ${pad('ROUTE', 13)} ${pad('MODEL', 11)} ${'ENDED'.padStart(5)} ${'PASSED'.padStart(11)} ${'$/ATTEMPT'.padStart(15)} ${'$/PASSED'.padStart(9)}`;
  return [
    titleRule('by route: observed, and expected in brackets', width, terminal),
    [quiet(head)],
    ...(rows.length === 0 ? [[quiet(' no attempt has begun yet')]] : []),
    ...rows.map((step): Line => {
      const { route, model, ended, passed, costUsd } = step;
      const expected = routes
        .find(({ name }) => name === route)
        ?.steps.find((one) => one.model === model)?.expected;
      const share = ended === 0 ? null : passed / ended;
      const each = ended === 0 ? null : costUsd / ended;
      const isDear = expected !== undefined && each !== null && each > expected.costUsd * tolerance;
      const isBad =
        expected !== undefined && share !== null && share * tolerance < expected.successRate;
      const beside = (text: string) => (text === '' ? '' : ` (${text})`);
      return [
        {
          text: ` ${pad(route, 13, terminal.charset)} ${pad(shortModel(model), 11, terminal.charset)} `,
        },
        { text: `${grouped(ended).padStart(5)} ` },
        {
          text: `${formatShare(share)}${beside(expected ? formatShare(expected.successRate) : '')} `.padStart(
            12,
          ),
          tone: isBad ? 'warn' : 'plain',
        },
        {
          text: `${formatUsd(each)}${beside(expected ? formatUsd(expected.costUsd) : '')} `.padStart(
            16,
          ),
          tone: isDear ? 'warn' : 'plain',
        },
        { text: formatUsd(passed === 0 ? null : costUsd / passed).padStart(9) },
      ];
    }),
  ];
}
