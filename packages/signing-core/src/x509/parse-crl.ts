import {
  Asn1Refusal,
  parseAsn1,
  readBits,
  readEnumerated,
  readTime,
  sequenceItems,
} from '../asn1/asn1-reader.js';
import { derContent, derItems } from '../asn1/der-items.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import { equalBytes, fromHex } from '../runtime/bytes.js';
import {
  type ExtensionMap,
  parsedValue,
  readAuthorityKeyId,
  readExtensions,
} from './certificate-extensions.js';
import { type DistinguishedName, readName } from './distinguished-name.js';
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
  const [tbsDer, algorithmDer, signature, ...others] = derItems(der);
  if (!tbsDer || !algorithmDer || !signature || others.length > 0)
    throw new Asn1Refusal('not a revocation list');
  const { signatureAlgorithmDer, ...fields } = readTbs(tbsDer);
  if (!equalBytes(signatureAlgorithmDer, algorithmDer))
    throw new Asn1Refusal('a revocation list with two signature algorithms');
  return { der, tbsDer, ...fields, signatureAlgorithmDer, signature: readBits(parseAsn1(signature)) };
}

function readTbs(tbsDer: Uint8Array): Omit<ParsedCrl, 'der' | 'tbsDer' | 'signature'> {
  const fields = [...derItems(tbsDer)];
  if (fields[0]?.[0] === TAG.integer) fields.shift();
  const [signatureAlgorithmDer, issuer, thisUpdate, ...rest] = fields;
  if (!signatureAlgorithmDer || !issuer || !thisUpdate) throw new Asn1Refusal('not a revocation list');
  const takeTagged = (...tags: number[]): Uint8Array | undefined =>
    tags.includes(rest[0]?.[0] ?? -1) ? rest.shift() : undefined;
  const nextUpdate = takeTagged(TAG.utcTime, TAG.generalizedTime);
  const entries = takeTagged(TAG.sequence);
  const explicit = takeTagged(TAG.extensions);
  if (rest.length > 0) throw new Asn1Refusal('not a revocation list');
  const extensions = explicit ? readExtensions(parseAsn1(derContent(explicit))) : new Map();
  return {
    signatureAlgorithmDer,
    issuer: readName(parseAsn1(issuer)),
    thisUpdate: readTime(parseAsn1(thisUpdate)),
    nextUpdate: nextUpdate ? readTime(parseAsn1(nextUpdate)) : null,
    extensions,
    authorityKeyId: readAuthorityKeyId(extensions),
    find: (serialNumberHex) => (entries ? findEntry(entries, serialNumberHex) : null),
  };
}

/** First octets of the values a list is made of. */
const TAG = {
  integer: 0x02,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  extensions: 0xa0,
} as const;

function findEntry(entriesDer: Uint8Array, serialNumberHex: string): Revocation | null {
  const wanted = fromHex(serialNumberHex) ?? new Uint8Array();
  for (const entryDer of derItems(entriesDer)) {
    const { value: serial } = derItems(entryDer).next();
    if (!serial || serial[0] !== TAG.integer) throw new Asn1Refusal('an entry without serial number');
    if (!equalBytes(derContent(serial), wanted)) continue;
    const [, revokedAt, extensionsBlock] = sequenceItems(parseAsn1(entryDer));
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
    reason ? readEnumerated(reason) : 0,
    invalidSince ? readTime(invalidSince) : null,
  );
}
