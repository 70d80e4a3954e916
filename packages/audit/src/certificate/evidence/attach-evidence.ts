import { type EvidenceFileRole, evidenceFileRoles, evidenceFiles } from '../../evidence-files.js';
import type { SealKeyDescription } from '../../seal-key.js';
import type { CertificateAttachment } from '../certificate-data.js';
import type { CertificateLogInput } from '../tell-log.js';
import { type ReadmeFacts, writeReadme } from './write-readme.js';

/** The files that go into a certificate, in the names and order of `evidenceFiles`. */
export function attachEvidence(
  auditJson: Uint8Array,
  sealKey: SealKeyDescription,
  log: CertificateLogInput | null,
  facts: Omit<ReadmeFacts, 'hasLog' | 'hasTimestamp' | 'logKeys'>,
): CertificateAttachment[] {
  const text = (content: string) => new TextEncoder().encode(content);
  const logged: Partial<Record<EvidenceFileRole, Uint8Array>> = log
    ? {
        proof: text(log.tlogProof),
        checkpoint: text(log.checkpoint),
        ...(log.timestamp && { 'checkpoint-timestamp': log.timestamp.tokenDer }),
        'log-keys': text(`${log.verifierKeys.join('\n')}\n`),
      }
    : {};
  const readme = writeReadme({
    ...facts,
    hasLog: log !== null,
    hasTimestamp: log?.timestamp != null,
    logKeys: log?.verifierKeys ?? [],
  });
  const contents: Partial<Record<EvidenceFileRole, Uint8Array>> = {
    record: auditJson,
    ...logged,
    'seal-chain': text(sealKey.certificateChainPem),
    readme: text(readme),
  };
  return evidenceFileRoles.flatMap((role) => {
    const bytes = contents[role];
    const { name, mediaType, description } = evidenceFiles[role];
    return bytes === undefined ? [] : [{ name, mediaType, description, bytes }];
  });
}
