import {
  type Asn1Block,
  isTagged,
  rawBytes,
  readTime,
  sequenceItems,
  taggedContent,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import { toHex } from '../runtime/bytes.js';
import type { ParsedCertificate } from './certificate.js';
import { parsedValue } from './certificate-extensions.js';
import type { ParsedCrl } from './parse-crl.js';

const UNDERSTOOD: ReadonlySet<string> = new Set([
  X509_OID.authorityKeyIdentifier,
  X509_OID.crlNumber,
  X509_OID.issuingDistributionPoint,
  X509_OID.expiredCertificatesOnCrl,
]);

/** Why the list says nothing about this certificate (RFC 5280 § 5.2), in words that end a sentence; null when it does. */
export function outsideScope(crl: ParsedCrl, certificate: ParsedCertificate): string | null {
  if (crl.extensions.has(X509_OID.deltaCrlIndicator)) return 'lists only changes to another list';
  if ([...crl.extensions.values()].some(({ oid, critical }) => critical && !UNDERSTOOD.has(oid)))
    return 'has a restriction this verifier does not know';
  const scope = parsedValue(crl.extensions, X509_OID.issuingDistributionPoint);
  return scope ? outsidePoint(sequenceItems(scope), certificate) : null;
}

function outsidePoint(scope: readonly Asn1Block[], certificate: ParsedCertificate): string | null {
  // However a flag is encoded: only a plain FALSE leaves the list unrestricted.
  const isSet = (tag: number): boolean =>
    scope.some((item) => isTagged(item, tag) && (taggedContent(item, tag) ?? [1]).some((byte) => byte !== 0));
  const authority = certificate.basicConstraints?.authority ?? false;
  if (isSet(4)) return 'speaks for several authorities';
  if (isSet(5)) return 'is about attribute certificates';
  if (isSet(1) && authority) return 'is not about authorities';
  if (isSet(2) && !authority) return 'is only about authorities';
  if (scope.some((item) => isTagged(item, 3))) return 'knows only some reasons';
  const point = scope.map((item) => taggedItems(item, 0)).find((items) => items !== null);
  if (!point) return null;
  // A list for a part of the certificates is silent about all others: silence must not read as "good".
  const names = namesOfPoint(point[0]);
  const own = distributionPoints(certificate);
  return names.some((name) => own.includes(name)) ? null : 'is for other certificates of this authority';
}

function distributionPoints(certificate: ParsedCertificate): string[] {
  const value = parsedValue(certificate.extensions, X509_OID.crlDistributionPoints);
  if (!value) return [];
  return sequenceItems(value).flatMap((item) => {
    const [first, ...restrictions] = sequenceItems(item);
    // With reasons or an issuer of its own the point is one of several that would have to be asked.
    return restrictions.length > 0 ? [] : namesOfPoint(taggedItems(first, 0)?.[0]);
  });
}

/** fullName of a DistributionPointName, each name as hexadecimal DER. */
function namesOfPoint(name: Asn1Block | undefined): string[] {
  return (taggedItems(name, 0) ?? []).map((item) => toHex(rawBytes(item)));
}

/** A list forgets certificates after they end, unless it says since when it does not (X.509 § 8.5.2.12). */
export function remembersExpired(crl: ParsedCrl, certificate: ParsedCertificate): boolean {
  const value = parsedValue(crl.extensions, X509_OID.expiredCertificatesOnCrl);
  return value !== null && readTime(value) <= certificate.notAfter;
}
