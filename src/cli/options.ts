import { InvalidArgumentError, Option } from 'commander';

/** Parsers of option values: each says what it expected. Commander shows it beside the option. */
export function positiveInt(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < 1) {
    throw new InvalidArgumentError('Expected a whole number from 1.');
  }
  return value;
}

export function workerCount(text: string): number {
  const value = positiveInt(text);
  if (value > 1000) throw new InvalidArgumentError('Expected at most 1000 workers.');
  return value;
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0) {
    throw new InvalidArgumentError('Expected a number above 0.');
  }
  return value;
}

export function seedNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 0.');
  return Number(text);
}

export function portNumber(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > 65_535) {
    throw new InvalidArgumentError('Expected a port from 0 to 65535; 0 takes a free one.');
  }
  return value;
}

export function idList(text: string): string[] {
  const ids = text
    .split(',')
    .map((id) => id.trim())
    .filter((id) => id !== '');
  if (ids.length === 0) throw new InvalidArgumentError('Expected item ids, separated by commas.');
  return ids;
}

/** The option every command has. */
export function contentOption(): Option {
  return new Option(
    '-C, --content <dir>',
    'content directory (default: $AI_FACTORY_CONTENT, else content/algorithms)',
  );
}
