import type xterm from '@xterm/headless';

type Terminal = InstanceType<typeof xterm.Terminal>;

const cell = { width: 8.4, height: 17 };
const padding = 12;
const ground = '#16181d';
const plain = '#d6d9df';
/** The sixteen colours, as a common dark palette has them. */
const palette = [
  '#3b4048',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#d6d9df',
  '#5c6370',
  '#e06c75',
  '#98c379',
  '#e5c07b',
  '#61afef',
  '#c678dd',
  '#56b6c2',
  '#ffffff',
];

interface Look {
  fill: string;
  back: string | undefined;
  bold: boolean;
  dim: boolean;
  underline: boolean;
}

/** What a terminal shows, as an SVG picture: its very cells, with their colours. */
export function terminalSvg(terminal: Terminal): string {
  const width = Math.ceil(terminal.cols * cell.width + 2 * padding);
  const height = terminal.rows * cell.height + 2 * padding;
  const rows = Array.from({ length: terminal.rows }, (_, row) => rowSvg(terminal, row));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    `<rect width="100%" height="100%" rx="8" fill="${ground}"/>`,
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" xml:space="preserve">`,
    ...rows.filter((row) => row !== ''),
    '</g></svg>\n',
  ].join('\n');
}

function rowSvg(terminal: Terminal, row: number): string {
  const { active } = terminal.buffer;
  const line = active.getLine(active.viewportY + row);
  const runs: { from: number; cells: number; text: string; look: Look }[] = [];
  for (let column = 0; column < terminal.cols; column += 1) {
    const one = line?.getCell(column);
    if (!one || one.getWidth() === 0) continue;
    const look = lookOf(one);
    const last = runs.at(-1);
    const text = one.getChars() || ' ';
    if (last && JSON.stringify(last.look) === JSON.stringify(look)) {
      last.text += text;
      last.cells += one.getWidth();
    } else runs.push({ from: column, cells: one.getWidth(), text, look });
  }
  return runs.map((run) => runSvg(run, row)).join('');
}

function runSvg(
  { from, cells, text, look }: { from: number; cells: number; text: string; look: Look },
  row: number,
): string {
  const x = padding + from * cell.width;
  const y = padding + row * cell.height;
  const width = cells * cell.width;
  const back = look.back
    ? `<rect x="${round(x)}" y="${y}" width="${round(width)}" height="${cell.height}" fill="${look.back}"/>`
    : '';
  if (text.trim() === '') return back;
  const style = [
    `fill="${look.fill}"`,
    look.bold ? 'font-weight="bold"' : '',
    look.dim ? 'opacity="0.62"' : '',
    look.underline ? 'text-decoration="underline"' : '',
  ];
  // The length holds the columns in place whatever font there is.
  const length = `textLength="${round(width)}" lengthAdjust="spacingAndGlyphs"`;
  return `${back}<text x="${round(x)}" y="${y + 13}" ${length} ${style.filter((one) => one).join(' ')}>${escaped(text)}</text>`;
}

type Cell = NonNullable<
  ReturnType<NonNullable<ReturnType<Terminal['buffer']['active']['getLine']>>['getCell']>
>;

function lookOf(one: Cell): Look {
  const color = one.isFgPalette() ? (palette[one.getFgColor()] ?? plain) : plain;
  const inverse = one.isInverse() !== 0;
  return {
    fill: inverse ? ground : color,
    back: inverse ? color : undefined,
    bold: one.isBold() !== 0,
    dim: one.isDim() !== 0,
    underline: one.isUnderline() !== 0,
  };
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

function round(value: number): number {
  return Number(value.toFixed(1));
}
