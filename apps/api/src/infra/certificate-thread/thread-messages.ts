import type { AuditErrorCode } from '@sealwright/audit';
import type { CertificateInput } from '@sealwright/audit/certificate';

export interface PaintRequest {
  readonly id: number;
  readonly input: CertificateInput;
}

export type PaintReply =
  | { readonly id: number; readonly bytes: Uint8Array }
  | { readonly id: number; readonly code: AuditErrorCode | null; readonly message: string };
