import type { PastTurn } from './exchange.ts';

const NOTHING_FAILED = /\b(0|no|none|nothing)( \w+)? fail\w*/gi;
const BAD_NEWS =
  /\bfail|\bnot (yet )?pass|\bcard: not checked|\binvalid\b|\bmissing\b|\bmust be (fixed|repaired)\b|\$[.[]/i;
const ABOUT_A_CARD = /report card|\bcriteri(on|a)\b|\$[.[]/i;

/** What the author reads in the answer to a turn. */
export type CardReading = 'failed' | 'passed' | 'none';

/**
 * Finds the report card in the answer to a turn, as a model would: by its words. The validate
 * tool's result is always about the draft; other words of the user only where they name a card.
 */
export function readCard(turn: PastTurn): CardReading {
  const validated = turn.calls.filter(({ name }) => name === 'validate');
  const reports = validated
    .filter(({ result }) => !result.isError || ABOUT_A_CARD.test(result.text))
    .map(({ result }) => result.text);
  const words = ABOUT_A_CARD.test(turn.userText) ? [turn.userText] : [];
  if ([...reports, ...words].some(isBadNews)) return 'failed';
  return reports.length > 0 ? 'passed' : 'none';
}

function isBadNews(text: string): boolean {
  return BAD_NEWS.test(text.replace(NOTHING_FAILED, ''));
}
