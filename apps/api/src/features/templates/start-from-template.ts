import { AppError } from '../../domain/app-error.js';
import { draftFromTemplate, type FromTemplate, type Template } from '../../domain/draft-from-template.js';
import type { DraftEnvelope, Envelope, Sender } from '../../domain/envelope.js';
import type { EnvelopeEvent } from '../../domain/events.js';
import type {
  DocumentId,
  EnvelopeId,
  FieldId,
  OrganisationId,
  RecipientId,
  TemplateId,
} from '../../domain/ids.js';
import { rehearsalSubjects } from '../../domain/rehearsal.js';
import { send } from '../../domain/send.js';
import { type RecordContext, record } from '../../events/record.js';
import type { Glyphs } from '../../ports/glyphs.js';
import type { Ids } from '../../ports/ids.js';
import type { Rehearsals } from '../../ports/rehearsals.js';
import type { Transaction } from '../../ports/transaction.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

export interface StartFromTemplateCommand {
  readonly organisationId: OrganisationId;
  readonly templateId: TemplateId;
  readonly sender: Sender;
  readonly content: Pick<FromTemplate, 'title' | 'message' | 'recipients' | 'values'>;
  readonly send: boolean;
  readonly context: RecordContext;
}

/** A new envelope of a template's shape, as a draft or sent at once: both in one transaction. */
export class StartFromTemplate {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly glyphs: Glyphs,
    private readonly rehearsals: Rehearsals,
  ) {}

  /** @throws AppError `not-found`, `template-…`, and when sending what `send` throws. */
  async run(command: StartFromTemplateCommand): Promise<Envelope> {
    if (command.send) await this.rehearse(command);
    return await this.unitOfWork.transact(command.organisationId, async (tx) => {
      const template = await tx.templates.find(command.templateId);
      if (!template) throw new AppError('not-found', 'There is no such template.');
      const draft = draftFromTemplate(template, this.peopleFor(command), tx.now);
      await this.shareDocuments(tx, template, draft.envelope);
      await tx.envelopes.insert(draft.envelope);
      const sent = command.send
        ? await this.send(tx, draft.envelope)
        : { envelope: draft.envelope, events: [] };
      const events: readonly EnvelopeEvent[] = [...draft.events, ...sent.events];
      await record(tx, events, command.context);
      return sent.envelope;
    });
  }

  /** All envelopes of a template show the same fields in the same places: only the first one waits. */
  private async rehearse({ organisationId, templateId }: StartFromTemplateCommand): Promise<void> {
    const template = await this.unitOfWork.read(organisationId, (tx) => tx.templates.find(templateId));
    if (template) await this.rehearsals.ensure(organisationId, rehearsalSubjects(template));
  }

  private peopleFor({ templateId, sender, content }: StartFromTemplateCommand): FromTemplate {
    return {
      ...content,
      id: this.ids.uuid<EnvelopeId>(),
      source: { kind: 'template', templateId },
      sender,
      newRecipientId: () => this.ids.uuid<RecipientId>(),
      newFieldId: () => this.ids.uuid<FieldId>(),
      newDocumentId: () => this.ids.uuid<DocumentId>(),
    };
  }

  private async send(tx: Transaction, draft: DraftEnvelope) {
    const platform = await tx.platformFacts.read();
    const rehearsed = await this.rehearsals.judge(tx, rehearsalSubjects(draft));
    const findUndrawable: Glyphs['findUndrawable'] = (text, face) => this.glyphs.findUndrawable(text, face);
    const sent = send(draft, { platform, findUndrawable, rehearsed }, tx.now);
    await tx.envelopes.save(draft, sent.envelope);
    return sent;
  }

  /** The draft's documents are new rows over the bytes the template names. */
  private async shareDocuments(tx: Transaction, template: Template, draft: DraftEnvelope): Promise<void> {
    const stored = await tx.documents.findMany(template.documents.map(({ id }) => id));
    for (const [index, document] of draft.documents.entries()) {
      const shared = stored[index];
      if (!shared) throw new TypeError('A template names a document that is not stored.');
      await tx.documents.insert({
        ...shared,
        id: document.id,
        templateId: null,
        envelopeId: null,
        uploadedBy: draft.sender.userId,
        createdAt: tx.now,
      });
    }
  }
}
