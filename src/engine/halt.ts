/** Why a batch ended before its queue did. */
export interface Halt {
  outcome: 'stopped' | 'budget' | 'interrupted';
  reason: string;
  /** The provider refused who asks or what it was asked for: nothing will work until that is mended. */
  unusable?: true;
}
