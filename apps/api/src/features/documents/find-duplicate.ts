import type { DocumentId, EnvelopeId, OrganisationId } from '../../domain/ids.js';
import type { StoredDocument } from '../../ports/document-repository.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

/** What a new document may be a second copy of: the documents of a draft, and such as have no envelope yet. */
export interface Neighbours {
  readonly envelopeId: EnvelopeId | null;
  readonly documentIds: readonly DocumentId[];
}

/**
 * The first of the neighbours that came from the very same bytes; null when there is none. Only a hint: the same file may
 * well be wanted twice, so nothing is refused for it.
 */
export async function findDuplicate(
  unitOfWork: UnitOfWork,
  organisationId: OrganisationId,
  document: StoredDocument,
  { envelopeId, documentIds }: Neighbours,
): Promise<DocumentId | null> {
  if (envelopeId === null && documentIds.length === 0) return null;
  const neighbours = await unitOfWork.read(organisationId, async (tx) => [
    ...(envelopeId === null ? [] : await tx.documents.ofEnvelope(envelopeId)),
    ...(await tx.documents.findMany(documentIds)),
  ]);
  const isCopy = (other: StoredDocument) =>
    other.id !== document.id && other.originalSha256Hex === document.originalSha256Hex;
  return neighbours.find(isCopy)?.id ?? null;
}
