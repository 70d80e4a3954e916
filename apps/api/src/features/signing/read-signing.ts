import { AppError } from '../../domain/app-error.js';
import type { EnvelopeDocument } from '../../domain/envelope.js';
import type { DocumentId } from '../../domain/ids.js';
import type { BlobStore } from '../../ports/blob-store.js';
import type { Organisations } from '../../ports/organisations.js';
import type { PdfSandbox, PdfSource } from '../../ports/pdf-sandbox.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { documentIn, recipientIn, type SigningPerson } from './signer.js';
import type { SigningStateView } from './signing.schema.js';
import { mayReadDocuments, phaseIn, type SigningStateParts, toSigningState } from './signing-state.js';

export interface PageOfDocument {
  readonly documentId: DocumentId;
  readonly pageNumber: number;
}

/** Everything a signer's page reads. None of it changes anything (promise 6). */
export class ReadSigning {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly organisations: Organisations,
    private readonly blobs: BlobStore,
    private readonly sandbox: PdfSandbox,
  ) {}

  async state(person: SigningPerson): Promise<SigningStateView> {
    return toSigningState(await this.parts(person));
  }

  async file(person: SigningPerson, id: DocumentId): Promise<{ name: string; bytes: Uint8Array }> {
    const document = await this.readableDocument(person, id);
    return {
      name: document.name,
      bytes: await this.blobs.get(person.organisationId, document.frozenSha256Hex),
    };
  }

  /** @throws AppError `pdf-page-missing` */
  async pageImage(person: SigningPerson, page: PageOfDocument, widthPx: number): Promise<Uint8Array> {
    return this.sandbox.renderPage(await this.source(person, page), page.pageNumber - 1, widthPx);
  }

  async pageText(person: SigningPerson, page: PageOfDocument): Promise<string> {
    return this.sandbox.pageText(await this.source(person, page), page.pageNumber - 1);
  }

  private async source(person: SigningPerson, { documentId }: PageOfDocument): Promise<PdfSource> {
    const sha256Hex = (await this.readableDocument(person, documentId)).frozenSha256Hex;
    return { sha256Hex, load: () => this.blobs.get(person.organisationId, sha256Hex) };
  }

  private async readableDocument(person: SigningPerson, id: DocumentId): Promise<EnvelopeDocument> {
    const parts = await this.parts(person);
    if (!mayReadDocuments(parts)) throw refusalFor(parts);
    return documentIn(parts.envelope, id);
  }

  private async parts(person: SigningPerson): Promise<SigningStateParts> {
    const organisationName = await this.organisations.nameOf(person.organisationId);
    return this.unitOfWork.read(person.organisationId, async (tx) => {
      const envelope = await tx.envelopes.find(person.envelopeId);
      if (envelope === null) throw new AppError('link-unknown', 'This link is not known.');
      return {
        envelope,
        recipient: recipientIn(envelope, person.recipientId),
        organisationName,
        now: tx.now,
      };
    });
  }
}

/** No bytes of the document after the envelope has ended without a result, or before it is this person's turn. */
function refusalFor(parts: SigningStateParts): AppError {
  switch (phaseIn(parts)) {
    case 'voided':
      return new AppError('link-voided', 'The sender withdrew this envelope.');
    case 'declined':
      return new AppError('link-declined', 'This envelope was declined and has ended.');
    case 'expired':
      return new AppError('link-expired', 'The time to sign this envelope has run out.');
    case 'copy':
      return new AppError('file-not-available', 'You get your copy when everyone has signed.');
    default:
      return new AppError(
        'not-your-turn',
        'Others have to sign first; you will get a mail when it is your turn.',
      );
  }
}
