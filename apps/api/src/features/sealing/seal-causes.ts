import { AuditError } from '@sealwright/audit';
import { SigningError } from '@sealwright/signing-core';
import { AppError } from '../../domain/app-error.js';
import { type NewCause, SealRefused } from '../../domain/seal.js';
import { SealTokenError, type SealTokenErrorCode } from '../../ports/seal-token.js';
import { outsideFaults, TimestampMissing } from './timestamp-causes.js';

/**
 * What an error means for the seal at hand. `lost`: another worker owns it, drop everything. `wait`: a cause that may
 * pass. `fail`: the same inputs would end the same way for ever; a person must look.
 */
export type SealVerdict =
  | { readonly verdict: 'lost' }
  | { readonly verdict: 'wait' | 'fail'; readonly cause: NewCause; readonly aboutToken: boolean };

/** Only another PIN, key or setting helps: trying again could lock the token. */
const needsAnAct: ReadonlySet<SealTokenErrorCode> = new Set([
  'token-pin-wrong',
  'token-pin-locked',
  'token-key-exportable',
  'token-soft-refused',
  'token-uri-invalid',
  'token-ambiguous',
  'token-key-ambiguous',
  'token-key-unsupported',
  'token-certificate-mismatch',
]);

export function needsAct(code: SealTokenErrorCode): boolean {
  return needsAnAct.has(code);
}

/** Faults of key or certificate, not of the document. */
const keyFaults = new Set(['signer-invalid', 'signer-failed', 'trust-root-invalid']);
const storageFaults = new Set(['storage-full', 'storage-unavailable', 'blob-missing', 'master-key-wrong']);
const passingFaults = new Set(['database-busy', 'database-unavailable', 'pdf-timed-out', 'pdf-reader-busy']);

export function judge(error: unknown): SealVerdict {
  if (error instanceof SealRefused) return judgeRefusal(error);
  if (error instanceof SealTokenError) {
    return {
      verdict: 'wait',
      aboutToken: true,
      cause: causeOf(error, needsAct(error.code) ? 'never' : 'later'),
    };
  }
  if (error instanceof TimestampMissing) return { verdict: 'wait', aboutToken: false, cause: error.reason };
  if (error instanceof SigningError && outsideFaults.has(error.code))
    return { verdict: 'wait', aboutToken: false, cause: causeOf(error, 'later') };
  if (error instanceof SigningError) {
    const aboutKey = keyFaults.has(error.code);
    return { verdict: aboutKey ? 'wait' : 'fail', aboutToken: aboutKey, cause: causeOf(error, 'later') };
  }
  if (error instanceof AppError && error.code === 'log-behind')
    return { verdict: 'wait', aboutToken: false, cause: causeOf(error, 'soon') };
  if (error instanceof AppError) {
    const passes = storageFaults.has(error.code) || passingFaults.has(error.code);
    return { verdict: passes ? 'wait' : 'fail', aboutToken: false, cause: causeOf(error, 'later') };
  }
  if (error instanceof AuditError)
    return { verdict: 'fail', aboutToken: false, cause: causeOf(error, 'later') };
  const detail = 'Sealing stopped for a reason nobody expected; it is tried again and logged.';
  return {
    verdict: 'wait',
    aboutToken: false,
    cause: { code: 'seal-error-unexpected', detail, retry: 'later' },
  };
}

function judgeRefusal(error: SealRefused): SealVerdict {
  if (error.code !== 'seal-digest-differs') return { verdict: 'lost' };
  const detail =
    'A second attempt led to other bytes than the first. Nothing was sealed; the stored files must be checked.';
  return { verdict: 'fail', aboutToken: false, cause: { code: error.code, detail, retry: 'never' } };
}

function causeOf(error: { code: string; message: string }, retry: NewCause['retry']): NewCause {
  return { code: error.code, detail: error.message, retry };
}
