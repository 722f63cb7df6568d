import type { CallIo } from './port.ts';

/** Ends every wait before a call: it is aborted, wanted no more, or everything is stopping. */
export function waitSignal({ signal, leaving }: CallIo, stopping?: AbortSignal): AbortSignal {
  const signals = [signal, leaving, stopping].filter((one) => one !== undefined);
  return signals.length === 1 ? signal : AbortSignal.any(signals);
}
