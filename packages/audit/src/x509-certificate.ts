import * as asn1js from 'asn1js';

/** What an X.509 certificate says about itself (RFC 5280 § 4.1); nothing is verified here. */
export type CertificateFacts = {
  readonly der: Uint8Array;
  readonly spkiDer: Uint8Array;
  /** One line, most general part last, special characters escaped as in RFC 4514. */
  readonly subject: string;
  readonly issuer: string;
  /** Even number of digits, no sign byte. */
  readonly serialHex: string;
  readonly notBefore: Date;
  readonly notAfter: Date;
};

const FIRST_BLOCK = /-----BEGIN CERTIFICATE-----([^-]+)-----END CERTIFICATE-----/;

const SHORT_NAMES: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.4': 'SN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.9': 'street',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.12': 'title',
  '2.5.4.17': 'postalCode',
  '2.5.4.42': 'GN',
  '2.5.4.97': 'organizationIdentifier',
  '0.9.2342.19200300.100.1.1': 'UID',
  '0.9.2342.19200300.100.1.25': 'DC',
  '1.2.840.113549.1.9.1': 'emailAddress',
};

/** Reads the first certificate of a PEM text. Throws what the parser trips over: the caller knows what it was for. */
export function readFirstCertificate(pem: string): CertificateFacts {
  const [, body = ''] = FIRST_BLOCK.exec(pem) ?? [];
  const der = Uint8Array.from(globalThis.atob(body.replace(/\s/g, '')), (sign) => sign.charCodeAt(0));
  const { result, offset } = asn1js.fromBER(der);
  if (offset !== der.length) throw new Error('not one certificate');
  const fields = items(items(result)[0]);
  const [serial, , issuer, validity, subject, spki] = isVersion(fields[0]) ? fields.slice(1) : fields;
  const [notBefore, notAfter] = items(validity).map(readTime);
  if (!(serial instanceof asn1js.Integer) || !spki || !notBefore || !notAfter)
    throw new Error('no certificate');
  return {
    der,
    spkiDer: spki.valueBeforeDecodeView,
    subject: readName(subject),
    issuer: readName(issuer),
    serialHex: hex(serial.valueBlock.valueHexView).replace(/^00(?=[89a-f])/, ''),
    notBefore,
    notAfter,
  };
}

function items(block: asn1js.BaseBlock | undefined): asn1js.BaseBlock[] {
  if (block instanceof asn1js.Sequence || block instanceof asn1js.Set) return block.valueBlock.value;
  throw new Error('no certificate');
}

const isVersion = (block: asn1js.BaseBlock | undefined): boolean =>
  block?.idBlock.tagClass === 3 && block.idBlock.tagNumber === 0;

function readTime(block: asn1js.BaseBlock): Date {
  // GeneralizedTime is a UTCTime to asn1js, with a reader of its own.
  if (block instanceof asn1js.UTCTime) return block.toDate();
  throw new Error('no time');
}

function readName(block: asn1js.BaseBlock | undefined): string {
  const parts = items(block).map((rdn) => items(rdn).map(readAttribute).join('+'));
  return parts.reverse().join(', ');
}

function readAttribute(block: asn1js.BaseBlock): string {
  const [type, value] = items(block);
  if (!(type instanceof asn1js.ObjectIdentifier) || !value) throw new Error('no name');
  const oid = type.valueBlock.toString();
  const text =
    value instanceof asn1js.BaseStringBlock ? value.getValue() : `#${hex(value.valueBeforeDecodeView)}`;
  return `${SHORT_NAMES[oid] ?? oid}=${escapeText(text)}`;
}

/** A name comes from whoever wrote the certificate: it must not write a line, or a second attribute, of its own. */
function escapeText(text: string): string {
  return text
    .replace(/[,+"\\<>;]/g, '\\$&')
    .replace(/\p{Cc}/gu, (sign) => `\\${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);
}

const hex = (bytes: Uint8Array): string =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
