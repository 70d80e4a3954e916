import { AppError } from '../../domain/app-error.js';
import { assertWarningsConfirmed } from '../../domain/document-warnings.js';
import type { TemplateField, TemplateRole } from '../../domain/draft-from-template.js';
import type { Envelope } from '../../domain/envelope.js';
import { erasedFile } from '../../domain/erased.js';
import type { Field } from '../../domain/field.js';
import { traitsOf } from '../../domain/field-traits.js';
import type { DocumentId, EnvelopeId, OrganisationId, TemplateId, TemplateRoleId } from '../../domain/ids.js';
import { assertRehearsed, rehearsalSubjects } from '../../domain/rehearsal.js';
import { type RecordContext, record } from '../../events/record.js';
import type { Ids } from '../../ports/ids.js';
import type { Rehearsals } from '../../ports/rehearsals.js';
import type { TemplateRecord } from '../../ports/template-repository.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { roleNames } from './role-names.js';

export interface CreateTemplateCommand {
  readonly organisationId: OrganisationId;
  readonly fromEnvelopeId: EnvelopeId;
  readonly name: string;
  readonly userId: string;
  readonly context: RecordContext;
}

/**
 * Keeps an envelope's shape: roles instead of people, the same stored documents, what the sender filled in. What could not be
 * sealed is refused now, not when it is used for the first time (promise 8).
 */
export class CreateTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly rehearsals: Rehearsals,
  ) {}

  /**
   * @throws AppError `not-found`, `envelope-not-ready` when the envelope has no document, `warnings-unconfirmed`, `file-erased`,
   * `rehearsal-failed` with the page and the reason
   */
  async run(command: CreateTemplateCommand): Promise<TemplateRecord> {
    const { organisationId, fromEnvelopeId } = command;
    const seen = await this.unitOfWork.read(organisationId, (tx) => findUsable(tx, fromEnvelopeId));
    // An envelope that was sent was rehearsed with these very fields: nothing is done twice.
    await this.rehearsals.ensure(organisationId, rehearsalSubjects(seen));
    return await this.unitOfWork.transact(organisationId, async (tx) => {
      const envelope = await findUsable(tx, fromEnvelopeId);
      assertRehearsed(await this.rehearsals.judge(tx, rehearsalSubjects(envelope)));
      const template = this.shapeOf(envelope, command, tx.now);
      await tx.templates.create(template.record);
      await this.shareDocuments(tx, envelope, template);
      await tx.templates.addFields(template.record.id, template.record.fields);
      await record(tx, [createdEvent(template.record, envelope)], command.context);
      return template.record;
    });
  }

  private shapeOf(envelope: Envelope, command: CreateTemplateCommand, now: Date): Shape {
    const names = roleNames(envelope.recipients);
    const documentIds = new Map(envelope.documents.map(({ id }) => [id, this.ids.uuid<DocumentId>()]));
    const roleIds = new Map(envelope.recipients.map(({ id }) => [id, this.ids.uuid<TemplateRoleId>()]));
    const roles = envelope.recipients.map(({ id, position, role, routingOrder }, index): TemplateRole => {
      return { id: known(roleIds, id), position, name: names[index] ?? '', role, routingOrder };
    });
    const fields = envelope.fields.map(
      (field): TemplateField => ({
        ...kept(field),
        roleId: known(roleIds, field.recipientId),
        documentId: known(documentIds, field.documentId),
      }),
    );
    const documents = envelope.documents.map((one) => ({
      ...one,
      id: known(documentIds, one.id),
      sealedSha256Hex: null,
    }));
    const { title, message, expiresInDays, organisationId } = envelope;
    const content = { title, message, expiresInDays, organisationId, documents, roles, fields };
    const { name, userId: createdBy } = command;
    const id = this.ids.uuid<TemplateId>();
    return { documentIds, record: { ...content, id, name, createdBy, createdAt: now, archivedAt: null } };
  }

  /** New rows over the same stored bytes: nothing is copied. */
  private async shareDocuments(
    tx: Transaction,
    envelope: Envelope,
    { documentIds, record: made }: Shape,
  ): Promise<void> {
    for (const document of await tx.documents.ofEnvelope(envelope.id)) {
      const id = known(documentIds, document.id);
      await tx.documents.insert({
        ...document,
        id,
        envelopeId: null,
        templateId: made.id,
        sealedSha256Hex: null,
      });
    }
  }
}

async function findUsable(tx: Transaction, id: EnvelopeId): Promise<Envelope> {
  const envelope = await tx.envelopes.find(id);
  if (!envelope) throw new AppError('not-found', 'There is no such envelope.');
  const { documentsErasedAt } = await tx.retention.erased(id);
  if (documentsErasedAt !== null) throw erasedFile(documentsErasedAt);
  if (envelope.documents.length === 0 || envelope.recipients.length === 0) {
    throw new AppError('envelope-not-ready', 'A template needs a document and at least one recipient.');
  }
  assertWarningsConfirmed(envelope.documents);
  return envelope;
}

interface Shape {
  readonly documentIds: ReadonlyMap<DocumentId, DocumentId>;
  readonly record: TemplateRecord;
}

/** A prefilled name belonged to a person, who is not part of a template. */
function kept(field: Field) {
  const { position, type, pageNumber, box, required, label } = field;
  const prefilled = type === 'name' ? null : field.prefilled;
  return { position, type, pageNumber, box, required, label, prefilled, ...traitsOf(field) };
}

function createdEvent(template: TemplateRecord, envelope: Envelope) {
  const data = {
    templateId: template.id,
    fromEnvelopeId: envelope.id,
    documentSha256Hexes: template.documents.map(({ frozenSha256Hex }) => frozenSha256Hex),
    roleCount: template.roles.length,
    fieldCount: template.fields.length,
  };
  const personal = [{ subject: `template:${template.id}` as const, value: { name: template.name } }];
  return { type: 'template.created' as const, data, personal };
}

function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key);
  if (value === undefined)
    throw new TypeError('A field names a recipient or document its envelope does not have.');
  return value;
}
