import { documentName } from '../../domain/document-name.js';
import { type EditDraft, editDraft } from '../../domain/draft.js';
import type { DraftEnvelope } from '../../domain/envelope.js';
import type { EnvelopeId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import type { Ids } from '../../ports/ids.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { Doer } from './create-envelope.js';
import { toDocuments, toFields, toRecipients } from './draft-parts.js';
import type { EditInput } from './envelope-input.schema.js';
import { asInput, importedFields } from './import-fields.js';
import { lockDraft } from './locked-draft.js';

/** Changes a draft; a list that is given replaces the old one as a whole. */
export class EditEnvelope {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  run(doer: Doer, id: EnvelopeId, version: number, input: EditInput): Promise<DraftEnvelope> {
    return this.unitOfWork.transact(doer.organisationId, async (tx) => {
      const draft = await lockDraft(tx, id, version);
      const { envelope, events } = editDraft(draft, await this.toChange(tx, draft, input), tx.now);
      await tx.envelopes.save(draft, envelope);
      await record(tx, events, doer.context);
      return envelope;
    });
  }

  private async toChange(tx: Transaction, draft: DraftEnvelope, input: EditInput): Promise<EditDraft> {
    const { title, message, expiresInDays } = input;
    const listed = input.documentIds && (await toDocuments(tx, input.documentIds, draft.id));
    const documents = renamed(listed ?? draft.documents, input.documentNames) ?? listed;
    const recipients = input.recipients && toRecipients(input.recipients, draft.recipients, this.ids);
    const next = { ...draft, ...(documents && { documents }), ...(recipients && { recipients }) };
    const fields = await this.toFields(tx, draft, next, input);
    return {
      ...(title !== undefined && { title }),
      ...(message !== undefined && { message }),
      ...(expiresInDays !== undefined && { expiresInDays }),
      ...(documents && { documents }),
      ...(recipients && { recipients }),
      ...(fields && { fields }),
    };
  }

  /** Undefined when they stay as they are. */
  private async toFields(tx: Transaction, draft: DraftEnvelope, next: DraftEnvelope, input: EditInput) {
    const surviving = input.fields ? undefined : survivingFields(draft, next);
    if (!input.fields && !input.importFields?.length) return surviving;
    const { documents, recipients } = next;
    const kept = (surviving ?? draft.fields).map((field) => asInput(field, recipients));
    const fields = input.fields ?? kept;
    const imported = await importedFields(tx, input.importFields ?? [], { documents, recipients, fields });
    return toFields([...fields, ...imported], recipients, draft.fields, this.ids);
  }
}

/** Undefined when nothing is called anything new. */
function renamed(documents: DraftEnvelope['documents'], names: EditInput['documentNames'] = {}) {
  if (!documents.some(({ id, name }) => (names[id] ?? name) !== name)) return undefined;
  return documents.map((one) => ({ ...one, name: documentName(names[one.id] ?? one.name) }));
}

/** Fields whose recipient or document went away go with it; undefined when all stay. */
function survivingFields(draft: DraftEnvelope, next: DraftEnvelope): DraftEnvelope['fields'] | undefined {
  const recipientIds = new Set(next.recipients.map((one) => one.id));
  const documentIds = new Set(next.documents.map((one) => one.id));
  const kept = draft.fields.filter(
    (one) => recipientIds.has(one.recipientId) && documentIds.has(one.documentId),
  );
  return kept.length === draft.fields.length ? undefined : kept;
}
