import { useCallback, useEffect, useState } from 'react';
import type { Toast } from '../panes/notice-line.tsx';

const shortMs = 2000;
const refusedMs = 4000;

/** One toast at a time: a refusal stays four seconds, anything else two. */
export function useToast(): [Toast | undefined, (toast: Toast) => void] {
  const [toast, setToast] = useState<Toast>();
  useEffect(() => {
    if (toast === undefined) return;
    const lasts = toast.tone === 'bad' || toast.tone === 'warn' ? refusedMs : shortMs;
    const timer = setTimeout(() => setToast(undefined), lasts);
    return () => clearTimeout(timer);
  }, [toast]);
  return [toast, useCallback((next: Toast) => setToast(next), [])];
}
