import { PdfDict, PdfName, PdfString, readTextString } from '../pdf/objects.js';
import type { PdfReader } from '../pdf/pdf-reader.js';
import { type EmptySignatureField, fieldUnusable } from './choose-field.js';
import type { SealOptions } from './seal-options.js';

/** Bits of a seed value dictionary's /Ff (ISO 32000-2 table 237): the constraint must be met. */
const REQUIRED = {
  filter: 1 << 0,
  subFilter: 1 << 1,
  version: 1 << 2,
  reasons: 1 << 3,
  legalAttestation: 1 << 4,
  revocationInfo: 1 << 5,
  digestMethod: 1 << 6,
  lockDocument: 1 << 7,
  appearanceFilter: 1 << 8,
} as const;

/** How /DigestMethod names our digests (table 237). */
const DIGEST_METHODS = { sha256: 'SHA256', sha384: 'SHA384', sha512: 'SHA512' } as const;

/**
 * What the author of a field demands of its signature (/SV). What is demanded is met or refused in words; what
 * is only wished for does not stand in the way. Throws `seal-field-unusable`.
 */
export function checkSeedValues(reader: PdfReader, field: EmptySignatureField, options: SealOptions): void {
  const seed = reader.dictAt(field.dict, 'SV');
  if (!seed) return;
  const flags = reader.numberAt(seed, 'Ff') ?? 0;
  const demands = (bit: number, key: string): boolean => (flags & bit) !== 0 && seed.has(key);
  if (demands(REQUIRED.filter, 'Filter') && !namesAt(reader, seed, 'Filter').includes('Adobe.PPKLite'))
    refuse('another kind of signature');
  const subFilters = namesAt(reader, seed, 'SubFilter');
  if (demands(REQUIRED.subFilter, 'SubFilter') && !subFilters.includes('ETSI.CAdES.detached'))
    refuse('another kind of signature');
  const method = DIGEST_METHODS[options.digestAlgorithm ?? 'sha256'];
  const methods = namesAt(reader, seed, 'DigestMethod').map((text) => text.replace('-', ''));
  if (demands(REQUIRED.digestMethod, 'DigestMethod') && !methods.includes(method))
    refuse(`another digest than ${method}`);
  if (demands(REQUIRED.reasons, 'Reasons')) checkReason(reader, seed, options.reason);
  checkOthers(reader, seed, demands, options);
}

function checkReason(reader: PdfReader, seed: PdfDict, reason: string): void {
  const reasons = namesAt(reader, seed, 'Reasons');
  // A single dot, or none at all, means: no reason may be given.
  const forbidden = reasons.length === 0 || (reasons.length === 1 && reasons[0] === '.');
  if (forbidden ? reason !== '' : !reasons.includes(reason)) {
    refuse(forbidden ? 'no reason to be given' : `one of these reasons: ${reasons.join('; ').slice(0, 300)}`);
  }
}

function checkOthers(
  reader: PdfReader,
  seed: PdfDict,
  demands: (bit: number, key: string) => boolean,
  options: SealOptions,
): void {
  const certification = reader.dictAt(seed, 'MDP');
  const level = certification && reader.numberAt(certification, 'P');
  if (level !== null && level !== (options.certify ?? 0)) refuse('another level of certification');
  const timestamp = reader.dictAt(seed, 'TimeStamp');
  if (timestamp && reader.numberAt(timestamp, 'Ff') === 1 && !options.willBeTimestamped)
    refuse('a timestamp');
  const certificate = reader.dictAt(seed, 'Cert');
  if (certificate && (reader.numberAt(certificate, 'Ff') ?? 0) !== 0) refuse('a certain certificate');
  if (demands(REQUIRED.version, 'V') && (reader.numberAt(seed, 'V') ?? 1) > 3)
    refuse('a newer kind of field');
  if (demands(REQUIRED.legalAttestation, 'LegalAttestation')) refuse('a legal attestation');
  if (demands(REQUIRED.appearanceFilter, 'AppearanceFilter')) refuse('a certain appearance');
  if (demands(REQUIRED.lockDocument, 'LockDocument') && isWish(reader, seed, 'LockDocument', 'true'))
    refuse('the document to be locked');
  if (demands(REQUIRED.revocationInfo, 'AddRevInfo') && reader.resolve(seed.get('AddRevInfo')) === true)
    refuse('revocation data inside the signature');
}

function isWish(reader: PdfReader, seed: PdfDict, key: string, expected: string): boolean {
  const value = reader.resolve(seed.get(key));
  return value instanceof PdfName && value.value === expected;
}

/** Names or texts, one or several. */
function namesAt(reader: PdfReader, seed: PdfDict, key: string): string[] {
  const value = reader.resolve(seed.get(key));
  const items = Array.isArray(value) ? value : [value];
  return items.flatMap((item) => {
    const resolved = item instanceof PdfDict ? null : Array.isArray(item) ? null : reader.resolve(item);
    if (resolved instanceof PdfName) return [resolved.value];
    return resolved instanceof PdfString ? [readTextString(resolved)] : [];
  });
}

function refuse(demand: string): never {
  throw fieldUnusable(`The signature field demands ${demand}, which this seal does not give.`);
}
