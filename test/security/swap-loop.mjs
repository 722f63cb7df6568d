// Swaps a true folder or file and a link to another place, as fast as it can, until it is ended.
import { renameSync, rmSync, symlinkSync, unlinkSync } from 'node:fs';

const [place, target] = process.argv.slice(2);
const aside = `${place}.aside`;
const hand = `${place}.link`;
process.stdout.write('begun\n');
for (;;) {
  try {
    symlinkSync(target, hand);
    renameSync(place, aside);
    renameSync(hand, place);
    unlinkSync(place);
    renameSync(aside, place);
  } catch {
    mend();
  }
}

/** What is raced against may have taken the place away, or made it anew: all goes back to its beginning. */
function mend() {
  const steps = [
    () => unlinkSync(hand),
    () => unlinkSync(place),
    () => renameSync(aside, place),
    () => rmSync(aside, { recursive: true }),
  ];
  for (const step of steps) {
    try {
      step();
    } catch {}
  }
}
