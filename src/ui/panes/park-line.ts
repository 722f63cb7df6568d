import type { Line } from '../line.ts';
import type { ParkView } from '../park-words.ts';
import { parkedUntil } from '../park-words.ts';
import type { Glyphs } from '../theme.ts';

/** A parked model, and until when; where a person has to act, that comes first. */
export function parkWords(park: ParkView, glyphs: Glyphs): Line {
  const tone = park.needsPerson ? 'bad' : 'warn';
  return [
    { text: `${glyphs.waiting} `, tone },
    { text: park.needsPerson ? 'needs you: ' : '', tone },
    { text: `${park.lane} ${parkedUntil(park)}`, tone },
  ];
}

/** The same in a row of its own, and why. */
export function parkLine(park: ParkView, glyphs: Glyphs): Line {
  return [{ text: ' ' }, ...parkWords(park, glyphs), { text: `, ${park.reason}`, tone: 'quiet' }];
}
