import { createHash, webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import { parseAsn1, rawBytes, readOctets, readOid, sequenceItems } from '../asn1/asn1-reader.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import type { TestIdentity } from './test-authority.js';

/** Every part of a token that a liar could change; all left out makes an honest one. */
export interface ForgedToken {
  readonly imprint?: Uint8Array;
  readonly imprintAlgorithmOid?: string;
  /** Null leaves it out. */
  readonly nonce?: Uint8Array | null;
  readonly policyOid?: string;
  readonly time?: Date;
  readonly contentTypeOid?: string;
  readonly attributeContentTypeOid?: string;
  readonly messageDigest?: Uint8Array;
  /** Whose certificate the signed attributes name; null for nobody's. */
  readonly namedSigner?: TestIdentity | null;
  readonly essVersion?: 1 | 2;
  readonly signedBy?: TestIdentity;
  readonly signerCount?: 1 | 2;
  readonly reverseAttributes?: boolean;
  readonly certificates?: readonly TestIdentity[];
  readonly criticalExtension?: boolean;
}

const sequence = (...value: asn1js.BaseBlock[]) => new asn1js.Sequence({ value });
const set = (...value: asn1js.BaseBlock[]) => new asn1js.Set({ value });
const oid = (value: string) => new asn1js.ObjectIdentifier({ value });
const integer = (value: number) => new asn1js.Integer({ value });
const octets = (bytes: Uint8Array) => new asn1js.OctetString({ valueHex: new Uint8Array(bytes) });
const tagged = (tagNumber: number, ...value: asn1js.BaseBlock[]) =>
  new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber }, value });
const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash('sha256').update(bytes).digest());
const encode = (block: asn1js.BaseBlock) => new Uint8Array(block.toBER(false));

/** A granted `TimeStampResp` by `authority` to this request, with a token as it is wished. */
export async function forgeTimestampReply(
  requestDer: Uint8Array,
  authority: TestIdentity,
  wish: ForgedToken = {},
): Promise<Uint8Array> {
  const token = await forgeToken(requestDer, authority, wish);
  return encode(sequence(sequence(integer(0)), token));
}

async function forgeToken(
  requestDer: Uint8Array,
  authority: TestIdentity,
  wish: ForgedToken,
): Promise<asn1js.BaseBlock> {
  const content = encode(tstInfo(requestDer, wish));
  const signerInfo = await forgeSignerInfo(content, authority, wish);
  const signers = Array.from({ length: wish.signerCount ?? 1 }, () => signerInfo);
  const certificates = (wish.certificates ?? [authority]).map(({ der }) => parseAsn1(der));
  const signedData = sequence(
    integer(3),
    set(sequence(oid(OID.sha256))),
    sequence(oid(wish.contentTypeOid ?? OID.tstInfo), tagged(0, octets(content))),
    tagged(0, ...certificates),
    set(...signers),
  );
  return sequence(oid(OID.signedData), tagged(0, signedData));
}

function tstInfo(requestDer: Uint8Array, wish: ForgedToken): asn1js.BaseBlock {
  const [, imprint, ...rest] = sequenceItems(parseAsn1(requestDer));
  const [algorithm, hash] = sequenceItems(imprint);
  const asked = rest.find((item) => item instanceof asn1js.Integer);
  const nonce =
    wish.nonce === undefined
      ? asked
      : wish.nonce && new asn1js.Integer({ valueHex: new Uint8Array(wish.nonce) });
  const extension = sequence(
    oid('1.2.3.4'),
    new asn1js.Boolean({ value: true }),
    octets(Uint8Array.of(5, 0)),
  );
  return sequence(
    integer(1),
    oid(wish.policyOid ?? '1.2.3.4.5'),
    sequence(
      sequence(oid(wish.imprintAlgorithmOid ?? readOid(sequenceItems(algorithm)[0]))),
      octets(wish.imprint ?? readOctets(hash)),
    ),
    integer(42),
    new asn1js.GeneralizedTime({ valueDate: wish.time ?? new Date() }),
    ...(nonce ? [nonce] : []),
    ...(wish.criticalExtension ? [tagged(1, extension)] : []),
  );
}

async function forgeSignerInfo(
  content: Uint8Array,
  authority: TestIdentity,
  wish: ForgedToken,
): Promise<asn1js.BaseBlock> {
  const attributes = signedAttributes(content, authority, wish);
  const ordered = attributes.toSorted((left, right) => Buffer.compare(encode(left), encode(right)));
  if (wish.reverseAttributes) ordered.reverse();
  const { certificate } = authority;
  const serialNumber = sequenceItems(parseAsn1(certificate.tbsDer))[1];
  if (!serialNumber) throw new Error('a certificate without a number');
  return sequence(
    integer(1),
    sequence(parseAsn1(certificate.issuer.der), parseAsn1(rawBytes(serialNumber))),
    sequence(oid(OID.sha256)),
    tagged(0, ...ordered),
    sequence(oid(OID.ecdsaWithSha256)),
    octets(await signEcdsa(wish.signedBy ?? authority, encode(set(...ordered)))),
  );
}

function signedAttributes(
  content: Uint8Array,
  authority: TestIdentity,
  wish: ForgedToken,
): asn1js.BaseBlock[] {
  const named = wish.namedSigner === undefined ? authority : wish.namedSigner;
  const attribute = (type: string, value: asn1js.BaseBlock) => sequence(oid(type), set(value));
  const isFirst = wish.essVersion === 1;
  const digest = createHash(isFirst ? 'sha1' : 'sha256');
  const id = named && sequence(octets(digest.update(named.der).digest()));
  const ess = isFirst ? ATTRIBUTE_OID.signingCertificate : ATTRIBUTE_OID.signingCertificateV2;
  return [
    attribute(ATTRIBUTE_OID.contentType, oid(wish.attributeContentTypeOid ?? OID.tstInfo)),
    attribute(ATTRIBUTE_OID.messageDigest, octets(wish.messageDigest ?? sha256(content))),
    ...(id ? [attribute(ess, sequence(sequence(id)))] : []),
  ];
}

/** Ecdsa-Sig-Value, as CMS wants it. */
async function signEcdsa({ keys }: TestIdentity, data: Uint8Array): Promise<Uint8Array> {
  const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
  const fixed = new Uint8Array(await webcrypto.subtle.sign(algorithm, keys.privateKey, data));
  const number = (bytes: Uint8Array) => {
    const first = bytes.findIndex((byte) => byte !== 0);
    const significant = bytes.slice(first);
    const isNegative = (significant[0] ?? 0) > 0x7f;
    return new asn1js.Integer({ valueHex: isNegative ? Uint8Array.of(0, ...significant) : significant });
  };
  return encode(sequence(number(fixed.slice(0, 32)), number(fixed.slice(32))));
}
