import { equalBytes } from '../runtime/bytes.js';
import {
  type Asn1Block,
  Asn1Refusal,
  isInteger,
  isSequence,
  isTime,
  parseAsn1,
  rawBytes,
  readBits,
  readIntegerHex,
  readSmallNumber,
  readTime,
  sequenceItems,
  taggedItems,
} from './asn1-reader.js';
import {
  type ExtensionMap,
  parsedValue,
  readAuthorityKeyId,
  readExtensions,
} from './certificate-extensions.js';
import { type DistinguishedName, readName } from './distinguished-name.js';
import { X509_OID } from './object-identifiers.js';
import { type Revocation, revocationOf } from './revocation-reason.js';

/** One CertificateList (RFC 5280 § 5.1). */
export interface ParsedCrl {
  readonly der: Uint8Array;
  readonly tbsDer: Uint8Array;
  readonly issuer: DistinguishedName;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly signatureAlgorithmDer: Uint8Array;
  readonly signature: Uint8Array;
  readonly extensions: ExtensionMap;
  readonly authorityKeyId: string | null;
  /** The entry of a serial number, or null. Throws for an entry that carries a restriction nobody here knows. */
  find(serialNumberHex: string): Revocation | null;
}

/** The lists of large authorities have some megabytes; each is held several times while it is read. */
const MAX_CRL_BYTES = 16 * 1024 * 1024;

/** Reads one DER list. Throws whatever the parser trips over. */
export function parseCrl(der: Uint8Array): ParsedCrl {
  if (der.length > MAX_CRL_BYTES) throw new Asn1Refusal('a revocation list beyond the limit');
  const [tbs, algorithm, signature, ...others] = sequenceItems(parseAsn1(der));
  if (!tbs || !algorithm || others.length > 0) throw new Asn1Refusal('not a revocation list');
  const fields = sequenceItems(tbs);
  const withoutVersion = isInteger(fields[0]) ? fields.slice(1) : fields;
  const [innerAlgorithm, issuer, thisUpdate, ...rest] = withoutVersion;
  if (!innerAlgorithm || !equalBytes(rawBytes(innerAlgorithm), rawBytes(algorithm)))
    throw new Asn1Refusal('a revocation list with two signature algorithms');
  const nextUpdate = isTime(rest[0]) ? readTime(rest.shift()) : null;
  const entries = isSequence(rest[0]) ? sequenceItems(rest.shift()) : [];
  const extensionsBlock = taggedItems(rest[0], 0)?.[0];
  const extensions = extensionsBlock ? readExtensions(extensionsBlock) : new Map();
  return {
    der,
    tbsDer: rawBytes(tbs),
    issuer: readName(issuer),
    thisUpdate: readTime(thisUpdate),
    nextUpdate,
    signatureAlgorithmDer: rawBytes(algorithm),
    signature: readBits(signature),
    extensions,
    authorityKeyId: readAuthorityKeyId(extensions),
    find: (serialNumberHex) => findEntry(entries, serialNumberHex),
  };
}

function findEntry(entries: readonly Asn1Block[], serialNumberHex: string): Revocation | null {
  for (const entry of entries) {
    const [serial, revokedAt, extensionsBlock] = sequenceItems(entry);
    if (readIntegerHex(serial) !== serialNumberHex) continue;
    const extensions: ExtensionMap = extensionsBlock ? readExtensions(extensionsBlock) : new Map();
    return readEntry(readTime(revokedAt), extensions);
  }
  return null;
}

function readEntry(revokedAt: Date, extensions: ExtensionMap): Revocation {
  const known: readonly string[] = [X509_OID.crlReason, X509_OID.invalidityDate];
  if ([...extensions.values()].some(({ oid, critical }) => critical && !known.includes(oid)))
    throw new Asn1Refusal('an entry with a restriction nobody here knows');
  const reason = parsedValue(extensions, X509_OID.crlReason);
  const invalidSince = parsedValue(extensions, X509_OID.invalidityDate);
  return revocationOf(
    revokedAt,
    reason ? readSmallNumber(reason) : 0,
    invalidSince ? readTime(invalidSince) : null,
  );
}
