import { createDraft } from '../../domain/draft.js';
import type { DraftEnvelope } from '../../domain/envelope.js';
import type { EnvelopeId, OrganisationId, UserId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { toDocuments, toFields, toRecipients } from './draft-parts.js';
import type { CreateInput } from './envelope-input.schema.js';
import { importedFields } from './import-fields.js';

/** Who does something in an organisation. */
export interface Doer {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly name: string;
  readonly email: string;
  readonly context: RecordContext;
}

/** Makes a draft from uploaded documents, recipients and fields, any of which may still be missing. */
export class CreateEnvelope {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  run(doer: Doer, input: CreateInput): Promise<DraftEnvelope> {
    return this.unitOfWork.transact(doer.organisationId, async (tx) => {
      const documents = await toDocuments(tx, input.documentIds, null);
      const recipients = toRecipients(input.recipients, [], this.ids);
      const target = { documents, recipients, fields: input.fields };
      const imported = await importedFields(tx, input.importFields, target);
      const { userId, name, email, organisationId } = doer;
      const { envelope, events } = createDraft(
        {
          id: this.ids.uuid<EnvelopeId>(),
          ...{ organisationId, documents, recipients },
          source: { kind: 'blank' },
          title: input.title ?? titleFrom(documents[0]?.name),
          message: input.message,
          sender: { userId, name, email },
          expiresInDays: input.expiresInDays,
          timeZone: input.timeZone ?? null,
          fields: toFields([...input.fields, ...imported], recipients, [], this.ids),
        },
        tx.now,
      );
      await tx.envelopes.insert(envelope);
      await record(tx, events, doer.context);
      return envelope;
    });
  }
}

function titleFrom(documentName: string | undefined): string {
  return documentName?.replace(/\.pdf$/i, '').trim() || 'Untitled envelope';
}
