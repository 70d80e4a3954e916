import type { CertificateInput } from '@sealwright/audit/certificate';

/** Draws audit certificates beside the process's main work. */
export abstract class CertificatePainter {
  /** The unsealed certificate; equal input gives equal bytes. @throws AuditError as `buildCertificate` does. */
  abstract paint(input: CertificateInput): Promise<Uint8Array>;
  abstract close(): Promise<void>;
}
