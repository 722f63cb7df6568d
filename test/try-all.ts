/** Whether `npm run test:all` asked for what takes minutes, too: every escape, every lesson in every language. */
export const tryAll = process.env.TRY_ALL === 'yes';
