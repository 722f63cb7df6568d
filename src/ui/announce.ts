import { formatShare } from './format.ts';
import type { Frame } from './frame.ts';
import type { FrameSource } from './frame-source.ts';
import { cut } from './sanitise.ts';

const bell = '\u0007';
const saveTitle = '\u001b[22;0t';
const restoreTitle = '\u001b[23;0t';

/**
 * Tells whoever looks elsewhere: the terminal's title says how far the run is and what waits, and the
 * bell rings when the first approval comes, when a run has nothing else left, and when it ends: not for
 * each of a crowd. Returns how to stop; the old title is put back.
 */
export function announce(source: FrameSource, write: (text: string) => void): () => void {
  let title = '';
  let waited = false;
  let wasLeft = false;
  let hadEnded = source.getFrame().ended;
  const look = () => {
    const frame = source.getFrame();
    const next = titleOf(frame);
    const waits = frame.approvals.length > 0;
    const rings =
      (waits && !waited) || (frame.onlyApprovalsLeft && !wasLeft) || (frame.ended && !hadEnded);
    waited = waits;
    wasLeft = frame.onlyApprovalsLeft;
    hadEnded = frame.ended;
    if (next === title && !rings) return;
    title = next;
    write(`\u001b]2;${next}${bell}${rings ? bell : ''}`);
  };
  write(saveTitle);
  look();
  const stop = source.subscribe(look);
  return () => {
    stop();
    write(restoreTitle);
  };
}

/** Whole percents and states alone, so that the title changes seldom. */
function titleOf({ summary, run, approvals }: Frame): string {
  const { items, settled } = summary.request;
  const share = items === 0 ? '' : ` ${formatShare(Math.min(1, settled / items))}`;
  const waits = approvals.length === 0 ? '' : `(${approvals.length}) `;
  return cut(`${waits}${summary.product || 'AI Factory'} ${run.state}${share}`, 60, 'ascii');
}
