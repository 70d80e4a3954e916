import { AppError } from '../../domain/app-error.js';
import { erasedFile } from '../../domain/erased.js';
import type { DocumentId, OrganisationId } from '../../domain/ids.js';
import type { BlobStore } from '../../ports/blob-store.js';
import type { StoredDocument } from '../../ports/document-repository.js';
import type { PdfSandbox, PdfSource } from '../../ports/pdf-sandbox.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** The frozen file of a document, as a whole or by page. */
export class ReadDocument {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly blobs: BlobStore,
    private readonly sandbox: PdfSandbox,
  ) {}

  /** @throws AppError `not-found` */
  async find(organisationId: OrganisationId, id: DocumentId): Promise<StoredDocument> {
    const document = await this.unitOfWork.read(organisationId, (tx) => tx.documents.find(id));
    if (document === null) throw new AppError('not-found', 'There is no such document.');
    return document;
  }

  /** Pages drawn before stay in memory for a while, and a template may have the same file: an erased document has none. */
  private async findWhole(organisationId: OrganisationId, id: DocumentId): Promise<StoredDocument> {
    const { document, erasedAt } = await this.unitOfWork.read(organisationId, async (tx) => {
      const found = await tx.documents.find(id);
      const erased = found?.envelopeId ? await tx.retention.erased(found.envelopeId) : null;
      return { document: found, erasedAt: erased?.documentsErasedAt ?? null };
    });
    if (document === null) throw new AppError('not-found', 'There is no such document.');
    if (erasedAt !== null) throw erasedFile(erasedAt);
    return document;
  }

  async file(organisationId: OrganisationId, id: DocumentId): Promise<{ name: string; bytes: Uint8Array }> {
    const { name, frozenSha256Hex } = await this.findWhole(organisationId, id);
    return { name, bytes: await this.blobs.get(organisationId, frozenSha256Hex) };
  }

  /** @throws AppError `pdf-page-missing` */
  async pageImage(
    organisationId: OrganisationId,
    id: DocumentId,
    pageNumber: number,
    widthPx: number,
  ): Promise<Uint8Array> {
    const document = await this.findWhole(organisationId, id);
    return this.sandbox.renderPage(this.source(organisationId, document), pageNumber - 1, widthPx);
  }

  async pageText(organisationId: OrganisationId, id: DocumentId, pageNumber: number): Promise<string> {
    const document = await this.findWhole(organisationId, id);
    return this.sandbox.pageText(this.source(organisationId, document), pageNumber - 1);
  }

  private source(organisationId: OrganisationId, document: StoredDocument): PdfSource {
    const sha256Hex = document.frozenSha256Hex;
    return { sha256Hex, load: () => this.blobs.get(organisationId, sha256Hex) };
  }
}
