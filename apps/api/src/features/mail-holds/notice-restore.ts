import { parseCheckpoint, parseSignedNote } from '@sealwright/audit/log';
import { bySystem, record } from '../../events/record.js';
import type { LogBeginnings } from '../../ports/log-beginnings.js';
import type { LogFolders } from '../../ports/log-tiles.js';
import type { InstanceMarker, MailHoldSign, RestoreSigns } from '../../ports/mail-holds.js';
import type { Organisations } from '../../ports/organisations.js';
import type { ServiceHealth } from '../../ports/service-health.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface NoticeRestoreParts {
  readonly signs: RestoreSigns;
  readonly marker: InstanceMarker;
  readonly folders: LogFolders;
  readonly beginnings: Pick<LogBeginnings, 'list'>;
  readonly unitOfWork: UnitOfWork;
  readonly organisations: Organisations;
  readonly health: ServiceHealth;
}

/**
 * Holds mails when the database was put back: what waits in it may have been sent since, and work that is done again
 * would write to people a second time. The first thing the worker does, and again with each sweep.
 */
export class NoticeRestore {
  constructor(private readonly parts: NoticeRestoreParts) {}

  /** @throws AppError when it cannot be told; then nothing must be sent */
  async run(): Promise<void> {
    const identity = await this.parts.signs.databaseIdentity();
    const known = await this.parts.marker.read();
    for (const sign of await this.signs(identity, known)) await this.hold(sign);
    // Last: after a crash before this everything is noticed once more, and held once.
    if (known !== identity) await this.parts.marker.write(identity);
    await this.report();
  }

  /** In every organisation; a sign that held mails before holds none again. */
  async hold(sign: MailHoldSign): Promise<void> {
    for (const organisationId of await this.parts.organisations.list()) {
      await this.parts.unitOfWork.transact(organisationId, async (tx) => {
        if ((await tx.mailHolds.open(sign)) === null) return;
        const mailCount = (await tx.mailHolds.waiting()).reduce((sum, { count }) => sum + count, 0);
        await record(tx, [{ type: 'mails.held', data: { cause: sign.cause, mailCount } }], bySystem);
      });
    }
  }

  private async signs(identity: string, known: string | null): Promise<MailHoldSign[]> {
    const older = await this.olderThanShown();
    const begun = (await this.parts.beginnings.list()).map(({ after }) =>
      logOlder(after.origin, after.head.size, toHex(after.head.root)),
    );
    const moved = known !== null && known !== identity ? [anotherDatabase(identity)] : [];
    return [...(older ? [older] : []), ...begun, ...moved];
  }

  /** What was shown first: the database is never behind it, unless it was put back. */
  private async olderThanShown(): Promise<MailHoldSign | null> {
    const last = await this.parts.folders.lastShown();
    if (last === null) return null;
    const { origin, head } = parseCheckpoint(parseSignedNote(last.note).text);
    const rootHex = toHex(head.root);
    const own = await this.parts.signs.logHead();
    const isBehind =
      own === null ||
      own.generation < last.generation ||
      (own.generation === last.generation &&
        (own.size < head.size || (own.size === head.size && own.rootHex !== rootHex)));
    return isBehind ? logOlder(origin, head.size, rootHex) : null;
  }

  private async report(): Promise<void> {
    const held = await this.parts.signs.held();
    const count = held.reduce((sum, { waiting }) => sum + waiting, 0);
    const name = 'held-mails';
    if (held.length === 0) {
      const detail = 'Mails are sent as they come.';
      await this.parts.health.report({ name, state: 'ok', code: null, detail, nextAttemptAt: null });
      return;
    }
    const detail = `${count} ${count === 1 ? 'mail is' : 'mails are'} held after a restore; no other leaves either, until an administrator releases or discards them (Settings → Audit log, or sealwright mails).`;
    await this.parts.health.report({
      name,
      state: 'waiting',
      code: 'mails-held',
      detail,
      nextAttemptAt: null,
    });
  }
}

function logOlder(origin: string, size: number, rootHex: string): MailHoldSign {
  return {
    fingerprint: `log:${origin}:${size}:${rootHex}`,
    cause: 'log-older',
    detail: `The database is older than what was shown of the log ${origin} (${size} entries): it was put back.`,
  };
}

function anotherDatabase(identity: string): MailHoldSign {
  return {
    fingerprint: `database:${identity}`,
    cause: 'another-database',
    detail:
      'This is another database than the one this installation worked with last: a dump was loaded, or it was moved.',
  };
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
