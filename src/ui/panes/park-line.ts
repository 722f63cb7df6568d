import type { Line } from '../line.ts';
import type { ParkView } from '../park-words.ts';
import { parkedUntil } from '../park-words.ts';
import type { Glyphs } from '../theme.ts';

/** One parked model in a row: until when, and why; where a person has to act, that comes first. */
export function parkLine(park: ParkView, glyphs: Glyphs): Line {
  const tone = park.needsPerson ? 'bad' : 'warn';
  return [
    { text: ` ${glyphs.waiting} `, tone },
    { text: park.needsPerson ? 'needs you: ' : '', tone },
    { text: `${park.lane} ${parkedUntil(park)}`, tone },
    { text: `, ${park.reason}`, tone: 'quiet' },
  ];
}
