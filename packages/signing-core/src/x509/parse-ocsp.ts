import {
  type Asn1Block,
  Asn1Refusal,
  isSequence,
  isTagged,
  parseAsn1,
  rawBytes,
  readBits,
  readEnumerated,
  readIntegerHex,
  readOctets,
  readOid,
  readTime,
  sequenceItems,
  smallNumber,
  taggedContent,
  taggedItems,
} from '../asn1/asn1-reader.js';
import { X509_OID } from '../asn1/object-identifiers.js';
import { toHex } from '../runtime/bytes.js';
import type { HashName } from '../runtime/hash-name.js';
import { type ExtensionMap, readExtensions } from './certificate-extensions.js';
import { type DistinguishedName, readName } from './distinguished-name.js';
import { type Revocation, revocationOf } from './revocation-reason.js';
import { digestByOid } from './signature-algorithm.js';

/** Whom a SingleResponse is about (RFC 6960 § 4.1.1). */
export interface OcspCertificateId {
  readonly digest: HashName | null;
  readonly issuerNameHashHex: string;
  readonly issuerKeyHashHex: string;
  readonly serialNumberHex: string;
}

export interface OcspSingleResponse {
  readonly id: OcspCertificateId;
  readonly state: 'good' | 'revoked' | 'unknown';
  readonly revocation: Revocation | null;
  readonly thisUpdate: Date;
  readonly nextUpdate: Date | null;
  readonly extensions: ExtensionMap;
}

/** A successful BasicOCSPResponse (RFC 6960 § 4.2.1). */
export interface ParsedOcspResponse {
  readonly der: Uint8Array;
  readonly responseDataDer: Uint8Array;
  readonly responderName: DistinguishedName | null;
  readonly responderKeyHashHex: string | null;
  readonly producedAt: Date;
  readonly responses: readonly OcspSingleResponse[];
  readonly extensions: ExtensionMap;
  readonly signatureAlgorithmDer: Uint8Array;
  readonly signature: Uint8Array;
  readonly certificatesDer: readonly Uint8Array[];
}

/** Reads an `OCSPResponse` with status successful. Throws whatever the parser trips over, and for any other status. */
export function parseOcspResponse(der: Uint8Array): ParsedOcspResponse {
  const [status, bytes] = sequenceItems(parseAsn1(der));
  if (readEnumerated(status) !== 0) throw new Asn1Refusal('the responder did not answer');
  const [type, content] = sequenceItems(taggedItems(bytes, 0)?.[0]);
  if (readOid(type) !== X509_OID.ocspBasic) throw new Asn1Refusal('not a basic answer');
  const [data, algorithm, signature, certificates] = sequenceItems(parseAsn1(readOctets(content)));
  if (!data || !algorithm) throw new Asn1Refusal('not a basic answer');
  const embedded = taggedItems(certificates, 0)?.[0];
  return {
    der,
    responseDataDer: rawBytes(data),
    ...readResponseData(data),
    signatureAlgorithmDer: rawBytes(algorithm),
    signature: readBits(signature),
    certificatesDer: embedded ? sequenceItems(embedded).map(rawBytes) : [],
  };
}

function readResponseData(
  data: Asn1Block,
): Pick<
  ParsedOcspResponse,
  'responderName' | 'responderKeyHashHex' | 'producedAt' | 'responses' | 'extensions'
> {
  const items = sequenceItems(data);
  // version [0] is left out when it is 1; responderID is [1] or [2].
  const [responder, producedAt, responses, more] = isTagged(items[0], 0) ? items.slice(1) : items;
  const name = taggedItems(responder, 1)?.[0];
  const keyHash = taggedItems(responder, 2)?.[0];
  const extensions = taggedItems(more, 1)?.[0];
  return {
    responderName: name ? readName(name) : null,
    responderKeyHashHex: keyHash ? toHex(readOctets(keyHash)) : null,
    producedAt: readTime(producedAt),
    responses: sequenceItems(responses).map(readSingleResponse),
    extensions: extensions ? readExtensions(extensions) : new Map(),
  };
}

function readSingleResponse(block: Asn1Block): OcspSingleResponse {
  const [id, status, thisUpdate, ...rest] = sequenceItems(block);
  const next = rest.map((item) => taggedItems(item, 0)?.[0]).find((item) => item !== undefined);
  const extensions = rest.map((item) => taggedItems(item, 1)?.[0]).find((item) => item !== undefined);
  return {
    id: readCertificateId(id),
    ...readStatus(status),
    thisUpdate: readTime(thisUpdate),
    nextUpdate: next ? readTime(next) : null,
    extensions: extensions && isSequence(extensions) ? readExtensions(extensions) : new Map(),
  };
}

function readCertificateId(block: Asn1Block | undefined): OcspCertificateId {
  const [algorithm, nameHash, keyHash, serial] = sequenceItems(block);
  return {
    digest: digestByOid(readOid(sequenceItems(algorithm)[0])),
    issuerNameHashHex: toHex(readOctets(nameHash)),
    issuerKeyHashHex: toHex(readOctets(keyHash)),
    serialNumberHex: readIntegerHex(serial),
  };
}

function readStatus(block: Asn1Block | undefined): Pick<OcspSingleResponse, 'state' | 'revocation'> {
  if (taggedContent(block, 0)) return { state: 'good', revocation: null };
  const info = taggedItems(block, 1);
  if (!info) return { state: 'unknown', revocation: null };
  const reasonBlock = taggedItems(info[1], 0)?.[0];
  const reasonContent = taggedContent(info[1], 0);
  const reason = reasonBlock ? readEnumerated(reasonBlock) : reasonContent ? smallNumber(reasonContent) : 0;
  return { state: 'revoked', revocation: revocationOf(readTime(info[0]), reason, null) };
}
