import { connectDatabase } from './connect-database.js';
import { type Check, type Finding, ok, requireVariable, warn } from './finding.js';

/** Mails that wait for somebody's word after a restore: the platform looks well, and writes to nobody. */
export const checkHeldMails: Check = {
  name: 'held mails',
  async run(environment) {
    const client = await connectDatabase(requireVariable(environment, 'DATABASE_URL'));
    try {
      const { rows } = await client.query<{ waiting: string }>('SELECT waiting FROM held_mails()');
      return judgeHeldMails(rows.map(({ waiting }) => Number(waiting)));
    } finally {
      await client.end();
    }
  },
};

/** @param waiting mails that wait, for each organisation whose mails are held */
export function judgeHeldMails(waiting: readonly number[]): Omit<Finding, 'name'> {
  if (waiting.length === 0) return ok('No mails are held; they are sent as they come.');
  const count = waiting.reduce((sum, one) => sum + one, 0);
  return warn(
    `${counted(count, 'mail')} of ${counted(waiting.length, 'organisation')} ${count === 1 ? 'is' : 'are'} held after a restore, and no other leaves.`,
    'See which: sealwright mails list. Then sealwright mails discard or release, or Settings → Audit log.',
  );
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
