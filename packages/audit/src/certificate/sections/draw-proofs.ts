import type { CertificateData } from '../certificate-data.js';
import type { PageFlow } from '../layout/page-flow.js';
import { heading, idStyle, labelled, labelledHash } from '../layout/rows.js';
import { wordDay } from '../layout/word-time.js';

const algorithmWords: Record<string, string> = {
  'ecdsa-p256-sha256': 'ECDSA on curve P-256 with SHA-256',
  'rsa-pkcs1-sha256': 'RSA (PKCS #1 v1.5) with SHA-256',
};

const originWords: Record<CertificateData['sealKey']['origin'], string> = {
  'generated-in-token':
    'generated inside the token, which reports that the key was never outside and cannot be exported',
  imported: 'imported into the token: a copy may exist elsewhere',
  unknown: 'unknown: the token does not tell where the key was made',
};

const SOFT_TOKEN =
  'Development token: this token is software. Whoever controls the machine could copy the key, so the seal is only as ' +
  'safe as that machine. It is meant for trial and development, not for evidence that must stand alone.';

/** The chain and the key: what the pages above rest on. */
export function drawProofs(flow: PageFlow, data: CertificateData): void {
  const { sealKey, head } = data;
  heading(flow, 'The proofs', 90);
  labelled(flow, 'Record', `${data.stream}, events 1 to ${head.seq}`, idStyle);
  labelledHash(flow, 'Head of the chain', head.chainHashHex);
  if (data.erasedCount > 0) {
    const values =
      data.erasedCount === 1 ? '1 personal value was' : `${data.erasedCount} personal values were`;
    labelled(
      flow,
      'Erased',
      `${values} erased on request. The commitments stay, so every proof still holds.`,
    );
  }
  flow.gap(6);
  labelled(flow, 'Seal key', algorithmWords[sealKey.algorithm] ?? sealKey.algorithm);
  labelled(
    flow,
    'Origin',
    `${originWords[sealKey.origin]}.`.replace(/^./u, (first) => first.toUpperCase()),
  );
  if (sealKey.softToken) labelled(flow, 'Protection', SOFT_TOKEN);
  labelledHash(flow, 'Key SHA-256', sealKey.keyFingerprintSha256Hex);
  labelled(flow, 'X.509 certificate', sealKey.subject);
  labelled(flow, 'Issued by', sealKey.issuer);
  labelled(flow, 'Serial number', sealKey.serialHex, idStyle);
  labelled(flow, 'Valid', `${wordDay(sealKey.notBeforeIso)} to ${wordDay(sealKey.notAfterIso)}`);
  labelledHash(flow, 'Certificate SHA-256', sealKey.certificateSha256Hex);
}
