import { createHash } from 'node:crypto';
import type { DocumentId, EnvelopeId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import type { EnvelopeFile, EnvelopeFileReader } from '../../ports/envelope-files.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import type { EvidenceReader } from './reader.js';

export const handedOut = ['sealed', 'certificate', 'audit.json'] as const;
export type HandedOut = (typeof handedOut)[number];

/** One file of an envelope, recorded with its hash before it leaves. */
export class HandOutEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly files: EnvelopeFileReader,
  ) {}

  /** @throws AppError `not-found`, `file-not-available` */
  async run(
    reader: EvidenceReader,
    envelopeId: EnvelopeId,
    { kind, documentId }: { readonly kind: HandedOut; readonly documentId?: DocumentId | undefined },
  ): Promise<EnvelopeFile> {
    const file = await this.files.read(reader.organisationId, envelopeId, { kind, documentId });
    const sha256Hex = createHash('sha256').update(file.bytes).digest('hex');
    const name = kind === 'audit.json' ? 'audit-json' : kind;
    await this.unitOfWork.transact(reader.organisationId, (tx) => {
      const data = { kind: name, sha256Hexes: [sha256Hex] } as const;
      return record(
        tx,
        [{ type: 'audit.downloaded', envelopeId, data: { ...data, sha256Hexes: [sha256Hex] } }],
        reader.context,
      );
    });
    return file;
  }
}
