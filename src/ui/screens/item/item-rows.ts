/** Rows over every tab: what the item is, and the tabs. */
export const itemHeadRows = 3;
