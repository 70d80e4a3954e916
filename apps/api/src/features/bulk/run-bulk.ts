import { AppError } from '../../domain/app-error.js';
import { draftFromTemplate, type Template } from '../../domain/draft-from-template.js';
import type { SentEnvelope } from '../../domain/envelope.js';
import type { EnvelopeEvent } from '../../domain/events.js';
import type {
  BulkId,
  DocumentId,
  EnvelopeId,
  FieldId,
  OrganisationId,
  RecipientId,
  UserId,
} from '../../domain/ids.js';
import type { PlatformFacts } from '../../domain/platform-readiness.js';
import { REHEARSED_BEFORE } from '../../domain/rehearsal.js';
import { send } from '../../domain/send.js';
import { record } from '../../events/record.js';
import type { Bulk, BulkRow } from '../../ports/bulk-repository.js';
import type { Glyphs } from '../../ports/glyphs.js';
import type { Ids } from '../../ports/ids.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { peopleAndValues } from './row-content.js';

const rowsPerBatch = 25;

/** more: there is work left. busy: another worker holds the last rows. finished: nothing waits. */
export type BatchOutcome = 'more' | 'busy' | 'finished';

/**
 * Makes and sends the envelopes of a list, a batch per transaction: rows, envelopes, events and jobs commit together, so
 * a crash loses a batch that never happened and repeats nothing. `envelope.bulk_row_id` is unique besides.
 */
export class RunBulk {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly glyphs: Glyphs,
  ) {}

  async runBatch(
    organisationId: OrganisationId,
    bulkId: BulkId,
    limit = rowsPerBatch,
  ): Promise<BatchOutcome> {
    return await this.unitOfWork.transact(organisationId, async (tx) => {
      const bulk = await tx.bulks.find(bulkId);
      const template = bulk && (await tx.templates.find(bulk.templateId));
      if (bulk?.state !== 'running' || !template) return 'finished';
      const rows = await tx.bulks.claimWaiting(bulkId, limit);
      if (rows.length === 0) return await this.finish(tx, bulkId);
      await this.sendRows(tx, bulk, template, rows);
      return 'more';
    });
  }

  /** Somebody else may still hold rows; only when none waits at all the list is finished. */
  private async finish(tx: Transaction, bulkId: BulkId): Promise<BatchOutcome> {
    const bulk = await tx.bulks.lock(bulkId);
    if ((await tx.bulks.counts(bulkId)).waiting > 0) return 'busy';
    if (bulk?.state === 'running') await tx.bulks.setState(bulkId, 'finished');
    return 'finished';
  }

  private async sendRows(
    tx: Transaction,
    bulk: Bulk,
    template: Template,
    rows: readonly BulkRow[],
  ): Promise<void> {
    const platform = await tx.platformFacts.read();
    const envelopes: SentEnvelope[] = [];
    const events: EnvelopeEvent[] = [];
    for (const row of rows) {
      const made = this.makeOrRefuse(bulk, template, row, platform, tx.now);
      if (made instanceof AppError) {
        const problem = { column: null, code: made.code, sentence: made.message, severity: 'error' as const };
        await tx.bulks.failRow(row.id, problem);
        continue;
      }
      envelopes.push(made.envelope);
      events.push(...made.events);
    }
    await tx.bulks.insertSent(envelopes);
    const { createdBy: id, senderName: name, senderEmail: email } = bulk;
    await record(tx, events, { actor: { kind: 'user', id }, name, email });
  }

  /** Faults of the row's own data end the row; everything else ends the batch, which is tried again as a whole. */
  private makeOrRefuse(bulk: Bulk, template: Template, row: BulkRow, platform: PlatformFacts, now: Date) {
    try {
      const draft = draftFromTemplate(template, this.commandFor(bulk, template, row), now);
      const sent = send(
        draft.envelope,
        {
          platform,
          timeZone: bulk.timeZone ?? undefined,
          findUndrawable: (text, face) => this.glyphs.findUndrawable(text, face),
          // Once for the whole list, when it was started: a template never changes.
          rehearsed: REHEARSED_BEFORE,
        },
        now,
      );
      return { envelope: sent.envelope, events: [...draft.events, ...sent.events] };
    } catch (error) {
      if (error instanceof AppError && !platformCodes.has(error.code)) return error;
      throw error;
    }
  }

  private commandFor(bulk: Bulk, template: Template, row: BulkRow) {
    return {
      ...peopleAndValues(template, row.values),
      id: this.ids.uuid<EnvelopeId>(),
      source: { kind: 'bulk' as const, templateId: template.id, bulkId: bulk.id, rowNumber: row.rowNumber },
      sender: { userId: bulk.createdBy as UserId, name: bulk.senderName, email: bulk.senderEmail },
      bulkRowId: row.id,
      newRecipientId: () => this.ids.uuid<RecipientId>(),
      newFieldId: () => this.ids.uuid<FieldId>(),
      newDocumentId: () => this.ids.uuid<DocumentId>(),
    };
  }
}

/** No fault of the row: the platform cannot seal at the moment. */
const platformCodes = new Set<string>([
  'seal-key-missing',
  'seal-key-expired',
  'seal-key-expires-too-soon',
  'sealing-not-ready',
]);
