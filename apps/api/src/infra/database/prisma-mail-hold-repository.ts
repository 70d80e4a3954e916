import { asId, type JobId } from '../../domain/ids.js';
import { jobKinds } from '../../ports/jobs.js';
import {
  type HeldMails,
  type MailHold,
  type MailHoldCause,
  type MailHoldRepository,
  type MailHoldSign,
  type MailJobKind,
  mailJobKinds,
} from '../../ports/mail-holds.js';
import type { MailHold as MailHoldRow } from './generated/client.js';
import type { RepositoryScope } from './repository-scope.js';

const CAUSES: readonly MailHoldCause[] = ['log-older', 'another-database', 'operator'];

export class PrismaMailHoldRepository implements MailHoldRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async open(sign: MailHoldSign): Promise<MailHold | null> {
    const { client, organisationId, now, ids } = this.scope;
    const [row] = await client.mailHold.createManyAndReturn({
      data: [{ id: ids.uuid(), organisationId, ...sign, heldAt: now, settled: [] }],
      skipDuplicates: true,
    });
    return row === undefined ? null : toHold(row);
  }

  async running(): Promise<readonly MailHold[]> {
    return (await this.rows()).map(toHold);
  }

  async waiting(): Promise<readonly HeldMails[]> {
    const { client, organisationId } = this.scope;
    const holds = await this.rows();
    if (holds.length === 0) return [];
    const kinds = mailJobKinds.filter((kind) => holds.some(({ settled }) => !settled.includes(kind)));
    // An alarm of after the restore is sent: it is what tells the administrators.
    const newest = new Date(Math.max(...holds.map(({ heldAt }) => heldAt.getTime())));
    const open = { organisationId, doneAt: null, parkedAt: null };
    const rows = await client.outboxJob.groupBy({
      by: ['kind'],
      where: {
        ...open,
        OR: [
          { kind: { in: kinds.filter((kind) => kind !== 'tell-of-alarm') } },
          ...(kinds.includes('tell-of-alarm') ? [{ kind: 'tell-of-alarm', createdAt: { lt: newest } }] : []),
        ],
      },
      _count: { _all: true },
      _min: { createdAt: true },
      orderBy: { kind: 'asc' },
    });
    return rows.flatMap(({ kind, _count, _min }) => {
      const known = mailJobKinds.find((one) => one === kind);
      return known ? [{ kind: known, count: _count._all, oldestAt: _min.createdAt ?? this.scope.now }] : [];
    });
  }

  async settle(
    kinds: readonly MailJobKind[],
    what: 'release' | 'discard',
  ): Promise<readonly HeldMails[] | null> {
    const { client, now } = this.scope;
    const holds = await this.rows();
    if (holds.length === 0) return null;
    const concerned = (await this.waiting()).filter(({ kind }) => kinds.includes(kind));
    if (what === 'discard') {
      await client.$queryRaw`SELECT discard_held_mails(${[...kinds]}::text[])`;
    }
    for (const { id, settled } of holds) {
      const next = [...new Set([...settled, ...kinds])];
      const isOver = mailJobKinds.every((kind) => next.includes(kind));
      await client.mailHold.updateMany({
        where: { id, endedAt: null },
        data: { settled: next, endedAt: isOver ? now : null },
      });
    }
    if (what === 'release') await this.ring(kinds);
    return concerned;
  }

  private async rows(): Promise<MailHoldRow[]> {
    const { client, organisationId } = this.scope;
    return await client.mailHold.findMany({
      where: { organisationId, endedAt: null },
      orderBy: [{ heldAt: 'asc' }, { id: 'asc' }],
    });
  }

  /** At once, not at the next sweep; what is more is found by the sweep. */
  private async ring(kinds: readonly MailJobKind[]): Promise<void> {
    const { client, organisationId, now, bells } = this.scope;
    const due = await client.outboxJob.findMany({
      where: {
        organisationId,
        kind: { in: [...kinds] },
        doneAt: null,
        parkedAt: null,
        availableAt: { lte: now },
      },
      select: { id: true, kind: true },
      take: 100,
    });
    for (const { id, kind } of due) {
      const known = mailJobKinds.find((one) => one === kind);
      if (known) bells.push({ queue: jobKinds[known].queue, jobId: asId<JobId>(id) });
    }
  }
}

function toHold({ id, fingerprint, cause, detail, heldAt }: MailHoldRow): MailHold {
  return { id, fingerprint, cause: CAUSES.find((one) => one === cause) ?? 'operator', detail, heldAt };
}
