import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import { explicit, oid, sequence, setOf, smallInteger } from '../asn1/der.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import { type DigestSigner, digestOf } from '../keys/digest-signer.js';
import { signatureAlgorithmIdentifier } from './signature-algorithm.js';

/** Who the certificate shall be for. Values are plain text. */
export interface RequestSubject {
  readonly commonName: string;
  readonly organisation?: string;
  readonly organisationalUnit?: string;
  /** e.g. the VAT or register number of the organisation, as ETSI EN 319 412-3 § 4.2.1 wants of a seal. */
  readonly organisationIdentifier?: string;
  readonly locality?: string;
  readonly state?: string;
  /** Two letters, ISO 3166. */
  readonly country?: string;
  readonly email?: string;
}

/** In the order of RFC 4514's examples, the widest first. */
const attributeTypes: readonly (readonly [keyof RequestSubject, string])[] = [
  ['country', X509_OID.country],
  ['state', X509_OID.state],
  ['locality', X509_OID.locality],
  ['organisation', X509_OID.organisation],
  ['organisationIdentifier', X509_OID.organisationIdentifier],
  ['organisationalUnit', X509_OID.organisationalUnit],
  ['commonName', X509_OID.commonName],
];

/**
 * A PKCS#10 certificate request (RFC 2986), DER, signed by the key in its token, which proves possession of it. Asks
 * for the key usage of a seal: digitalSignature and nonRepudiation, critical.
 *
 * @throws RangeError for a value no certificate may carry (RFC 5280 § A.1 upper bounds, two-letter country).
 */
export async function createCertificateRequest(
  subject: RequestSubject,
  spkiDer: Uint8Array,
  signer: Pick<DigestSigner, 'algorithm' | 'signDigest'>,
): Promise<Uint8Array> {
  const info = sequence(
    smallInteger(0),
    encodeName(subject),
    spkiDer,
    // attributes [0] IMPLICIT SET OF Attribute, with one member.
    explicit(0, sequence(oid(X509_OID.extensionRequest), setOf([requestedExtensions(subject)]))),
  );
  const digest = createHash(digestOf(signer.algorithm)).update(info).digest();
  const signature = await signer.signDigest(digest);
  return new Uint8Array(
    sequence(info, signatureAlgorithmIdentifier(signer.algorithm), bitString(signature, 0)),
  );
}

function encodeName(subject: RequestSubject): Uint8Array {
  const parts = attributeTypes.flatMap(([field, type]) => {
    const value = subject[field];
    return value === undefined || value === '' ? [] : [setOf([attribute(field, type, value)])];
  });
  return sequence(...parts);
}

function attribute(field: keyof RequestSubject, type: string, value: string): Uint8Array {
  if (field === 'country') {
    if (!/^[A-Z]{2}$/.test(value)) throw new RangeError('A country is two capital letters, such as DE.');
    return sequence(oid(type), ber(new asn1js.PrintableString({ value })));
  }
  const limit = field === 'locality' || field === 'state' ? 128 : 64;
  if ([...value].length > limit || /\p{Cc}/u.test(value)) {
    throw new RangeError(`The ${field} of a certificate is one line of at most ${limit} characters.`);
  }
  return sequence(oid(type), ber(new asn1js.Utf8String({ value })));
}

function requestedExtensions({ email }: RequestSubject): Uint8Array {
  const critical = ber(new asn1js.Boolean({ value: true }));
  const extensions = [
    sequence(oid(X509_OID.keyUsage), critical, octetString(bitString(Uint8Array.of(0xc0), 6))),
  ];
  if (email !== undefined && email !== '') {
    if (!/^[\x21-\x7e]+@[\x21-\x7e]+$/.test(email)) throw new RangeError('The e-mail address is not valid.');
    // rfc822Name [1] IMPLICIT IA5String (RFC 5280 § 4.2.1.6).
    const name = Buffer.concat([Buffer.of(0x81, email.length), Buffer.from(email, 'latin1')]);
    extensions.push(sequence(oid(X509_OID.subjectAltName), octetString(sequence(name))));
  }
  return sequence(...extensions);
}

const octetString = (content: Uint8Array): Uint8Array => ber(new asn1js.OctetString({ valueHex: content }));

const bitString = (content: Uint8Array, unusedBits: number): Uint8Array =>
  ber(new asn1js.BitString({ valueHex: content, unusedBits }));

const ber = (value: asn1js.BaseBlock): Uint8Array => Buffer.from(value.toBER());
