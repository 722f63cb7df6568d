/** Why a batch ended before its queue did. */
export interface Halt {
  outcome: 'stopped' | 'budget' | 'interrupted';
  reason: string;
}
