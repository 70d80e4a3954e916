import type { ApiInstance } from './api-instance.js';
import { inOrganisation } from './seed-envelope.js';

/** As the sealer would leave it: each document's own seal, with bytes that are stored (the frozen ones), and the envelope completed. */
export async function sealedByHand(
  { database }: ApiInstance,
  organisationId: string,
  envelopeId: string,
): Promise<void> {
  await database.query(
    'admin',
    inOrganisation(
      organisationId,
      `UPDATE seal SET state = 'leased', fence = fence + 1 WHERE envelope_id = '${envelopeId}'`,
      `UPDATE seal SET state = 'done', done_at = now(), sealed_sha256 = (SELECT d.frozen_sha256 FROM document d
         WHERE d.id = seal.document_id) WHERE envelope_id = '${envelopeId}'`,
      `UPDATE document SET sealed_sha256 = frozen_sha256 WHERE envelope_id = '${envelopeId}'`,
      `UPDATE envelope SET status = 'completed', version = version + 1, completed_at = now() WHERE id = '${envelopeId}'`,
    ),
  );
}
