import { type Asn1Block, readOid, sequenceItems, taggedItems } from '../asn1/asn1-reader.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import type { ParsedCertificate } from './certificate.js';
import { parsedValue } from './certificate-extensions.js';
import { readGeneralName } from './general-name.js';

/** Where a certificate says its revocation can be asked (RFC 5280 §§ 4.2.1.13, 4.2.2.1). Nobody goes there unasked. */
export interface RevocationAddresses {
  readonly ocspUrls: readonly string[];
  readonly crlUrls: readonly string[];
}

export function readRevocationAddresses({ extensions }: ParsedCertificate): RevocationAddresses {
  const access = parsedValue(extensions, X509_OID.authorityInfoAccess);
  const points = parsedValue(extensions, X509_OID.crlDistributionPoints);
  return {
    ocspUrls: (access ? sequenceItems(access) : []).flatMap((item) => {
      const [method, location] = sequenceItems(item);
      return readOid(method) === X509_OID.accessOcsp && location ? urlOf(location) : [];
    }),
    crlUrls: (points ? sequenceItems(points) : []).flatMap((item) => {
      const point = taggedItems(sequenceItems(item)[0], 0)?.[0];
      return (taggedItems(point, 0) ?? []).flatMap(urlOf);
    }),
  };
}

/** LDAP and other addresses are left out: nothing here speaks them. */
function urlOf(block: Asn1Block): string[] {
  const name = readGeneralName(block);
  return name.kind === 'uri' && /^https?:/i.test(name.text) ? [name.text] : [];
}
