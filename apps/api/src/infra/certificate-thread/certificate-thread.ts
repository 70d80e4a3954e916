import { parentPort } from 'node:worker_threads';
import { AuditError } from '@sealwright/audit';
import { buildCertificate, renderCertificate } from '@sealwright/audit/certificate';
import { certificateFonts, certificateTypesetter } from './certificate-faces.js';
import type { PaintReply, PaintRequest } from './thread-messages.js';

// Laying out text is the longest stretch of computing in the sealer; here it holds up no seal.

parentPort?.on('message', (request: PaintRequest) => {
  void paint(request).then((reply) => parentPort?.postMessage(reply));
});

async function paint({ id, input }: PaintRequest): Promise<PaintReply> {
  try {
    const bytes = await renderCertificate(buildCertificate(input), certificateFonts, certificateTypesetter);
    return { id, bytes };
  } catch (error) {
    const code = error instanceof AuditError ? error.code : null;
    return {
      id,
      code,
      message: error instanceof Error ? error.message : 'The certificate could not be drawn.',
    };
  }
}
