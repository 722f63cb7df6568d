import { useSyncExternalStore } from 'react';
import type { Frame } from '../frame.ts';
import type { FrameSource } from '../frame-source.ts';

/** The latest frame; renders again when there is a new one. */
export function useFrame(source: FrameSource): Frame {
  return useSyncExternalStore(source.subscribe, source.getFrame);
}
