import { parentPort } from 'node:worker_threads';
import { AuditError } from '@sealwright/audit';
import { buildCertificate, renderCertificate } from '@sealwright/audit/certificate';
import { createTypesetter } from '@sealwright/signing-core';
import { loadCertificateChains, loadCertificateFonts, loadFonts } from '@sealwright/signing-core/fonts';
import type { PaintReply, PaintRequest } from './thread-messages.js';

// Laying out text is the longest stretch of computing in the sealer; here it holds up no seal.

const fonts = loadCertificateFonts();
const typesetter = createTypesetter(loadCertificateChains(), loadFonts().subset);

parentPort?.on('message', (request: PaintRequest) => {
  void paint(request).then((reply) => parentPort?.postMessage(reply));
});

async function paint({ id, input }: PaintRequest): Promise<PaintReply> {
  try {
    return { id, bytes: await renderCertificate(buildCertificate(input), fonts, typesetter) };
  } catch (error) {
    const code = error instanceof AuditError ? error.code : null;
    return {
      id,
      code,
      message: error instanceof Error ? error.message : 'The certificate could not be drawn.',
    };
  }
}
