import { createHash } from 'node:crypto';
import * as asn1js from 'asn1js';
import { ContentInfo, SignedData } from 'pkijs';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf, SIGNATURE_ALGORITHMS } from '../keys/digest-signer.js';
import { isName, PdfDict, PdfString } from '../pdf/objects.js';
import { PdfReader } from '../pdf/pdf-reader.js';
import { listSignatureFields } from '../pdf/signature-fields.js';
import { ConformanceFiles } from '../testing/conformance-files.js';
import { sealedParts } from '../testing/judges/sealed-parts.js';

/*
 * The rules by which EU DSS decides the baseline level (EN 319 142-1 § 6.3, reference § 1.1), as assertions over our own
 * output, read by pkijs and asn1js: DSS itself does not run in CI.
 */

const OID = {
  data: '1.2.840.113549.1.7.1',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingTime: '1.2.840.113549.1.9.5',
  algorithmProtection: '1.2.840.113549.1.9.52',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  signatureTimestamp: '1.2.840.113549.1.9.16.2.14',
  certificateValues: '1.2.840.113549.1.9.16.2.23',
  revocationValues: '1.2.840.113549.1.9.16.2.24',
  adobeRevocation: '1.2.840.113583.1.1.8',
};

let files: ConformanceFiles;
beforeAll(async () => {
  files = await ConformanceFiles.create();
});

async function sealedAt(level: 'B-B' | 'B-T' | 'B-LT' | 'B-LTA', algorithm = SIGNATURE_ALGORITHMS[0]) {
  const plan = {
    algorithm: algorithm ?? 'ecdsa-p256-sha256',
    level,
    shape: 'plain',
    input: 'table',
  } as const;
  const { pdf } = await files.make(plan);
  const reader = new PdfReader(pdf);
  const dictionaries = listSignatureFields(reader).flatMap(({ value }) =>
    value instanceof PdfDict ? [value] : [],
  );
  return { pdf, reader, dictionaries, parts: sealedParts(pdf) };
}

function openCms(der: Uint8Array) {
  const contentInfo = ContentInfo.fromBER(der.slice());
  const signedData = new SignedData({ schema: contentInfo.content });
  const [signer] = signedData.signerInfos;
  if (!signer) throw new TypeError('no SignerInfo');
  const attributes = signer.signedAttrs?.attributes ?? [];
  const unsigned = signer.unsignedAttrs?.attributes ?? [];
  const types = attributes.map(({ type }) => type);
  return { signedData, signer, attributes, types, unsignedTypes: unsigned.map(({ type }) => type) };
}

describe('the signature dictionary', () => {
  it('says what it is, with /M and without /Cert', async () => {
    const { reader, dictionaries } = await sealedAt('B-B');
    const [dictionary = new PdfDict()] = dictionaries;
    expect(isName(dictionary.get('Type'), 'Sig')).toBe(true);
    expect(isName(dictionary.get('Filter'), 'Adobe.PPKLite')).toBe(true);
    expect(isName(dictionary.get('SubFilter'), 'ETSI.CAdES.detached')).toBe(true);
    expect(reader.arrayAt(dictionary, 'ByteRange')).toHaveLength(4);
    expect(dictionary.get('Contents')).toBeInstanceOf(PdfString);
    expect(dictionary.get('M')).toBeInstanceOf(PdfString);
    expect(dictionary.has('Cert')).toBe(false);
  });

  it('declares the extension that CAdES is in PDF 1.7', async () => {
    const { reader } = await sealedAt('B-B');
    expect(reader.dictAt(reader.catalog, 'Extensions')?.has('ESIC')).toBe(true);
  });
});

describe.each(SIGNATURE_ALGORITHMS)('the CMS of %s', (algorithm) => {
  it('is baseline B', async () => {
    const { parts } = await sealedAt('B-B', algorithm);
    const [part] = parts;
    if (!part) throw new TypeError('nothing is signed');
    const { signedData, signer, attributes, types } = openCms(part.contentsDer);
    expect(signedData.signerInfos).toHaveLength(1);
    expect(signedData.encapContentInfo.eContentType).toBe(OID.data);
    expect(signedData.encapContentInfo.eContent).toBeUndefined();
    const certificates = (signedData.certificates ?? []).map((each) =>
      Buffer.from(each.toSchema().toBER(false)),
    );
    expect(certificates.length).toBeGreaterThanOrEqual(2);

    expect([...types].sort()).toEqual([OID.contentType, OID.messageDigest, OID.signingCertificateV2].sort());
    const encoded = attributes.map((each) => Buffer.from(each.toSchema().toBER(false)));
    expect(encoded).toEqual(encoded.toSorted(Buffer.compare));
    const digest = createHash(digestOf(algorithm)).update(part.signedBytes).digest();
    expect(Buffer.from(octetsOf(onlyValue(attributes, OID.messageDigest)))).toEqual(digest);
    expect(signer.digestAlgorithm.algorithmId).toBe(DIGEST_OID[digestOf(algorithm)]);
    expectNames(onlyValue(attributes, OID.signingCertificateV2), certificates);
  });
});

describe('the levels', () => {
  it('B-T adds one timestamp over the signature value and nothing else', async () => {
    const { parts } = await sealedAt('B-T');
    expect(parts).toHaveLength(1);
    expect(openCms(parts[0]?.contentsDer ?? new Uint8Array()).unsignedTypes).toEqual([
      OID.signatureTimestamp,
    ]);
  });

  it('B-LT adds a security store without VRI, and no revocation data inside the CMS', async () => {
    const { reader, parts } = await sealedAt('B-LT');
    const store = reader.dictAt(reader.catalog, 'DSS') ?? new PdfDict();
    expect(store.has('VRI')).toBe(false);
    expect(reader.arrayAt(store, 'Certs')?.length).toBeGreaterThanOrEqual(4);
    expect(reader.arrayAt(store, 'CRLs')?.length).toBeGreaterThanOrEqual(2);
    const { types, unsignedTypes } = openCms(parts[0]?.contentsDer ?? new Uint8Array());
    const forbidden = [OID.certificateValues, OID.revocationValues, OID.adobeRevocation];
    expect([...types, ...unsignedTypes].filter((type) => forbidden.includes(type))).toEqual([]);
  });

  it('B-LTA closes with a document timestamp over the whole file, after the security store', async () => {
    const { pdf, reader, dictionaries } = await sealedAt('B-LTA');
    const timestamp = dictionaries.at(-1) ?? new PdfDict();
    expect(isName(timestamp.get('Type'), 'DocTimeStamp')).toBe(true);
    expect(isName(timestamp.get('SubFilter'), 'ETSI.RFC3161')).toBe(true);
    const [, , start = 0, length = 0] = (reader.arrayAt(timestamp, 'ByteRange') ?? []).map(Number);
    expect(start + length).toBe(pdf.length);
    expect(reader.dictAt(reader.catalog, 'DSS')).toBeInstanceOf(PdfDict);
  });
});

const DIGEST_OID = {
  sha256: '2.16.840.1.101.3.4.2.1',
  sha384: '2.16.840.1.101.3.4.2.2',
  sha512: '2.16.840.1.101.3.4.2.3',
};

function onlyValue(attributes: readonly { type: string; values: unknown[] }[], oid: string): unknown {
  const found = attributes.filter(({ type }) => type === oid);
  expect(found).toHaveLength(1);
  expect(found[0]?.values).toHaveLength(1);
  return found[0]?.values[0];
}

function octetsOf(value: unknown): Uint8Array {
  if (value instanceof asn1js.OctetString) return value.valueBlock.valueHexView;
  throw new TypeError('not an OCTET STRING');
}

/** ESSCertIDv2 (RFC 5035 § 4): the algorithm is left out when it is SHA-256, its default in DER. */
function expectNames(value: unknown, certificatesDer: readonly Buffer[]): void {
  const first = partOf(partOf(value, 0), 0);
  if (!(first instanceof asn1js.Sequence)) throw new TypeError('no ESSCertIDv2');
  const [algorithmOrHash] = first.valueBlock.value;
  const hasAlgorithm = algorithmOrHash instanceof asn1js.Sequence;
  const identifier = hasAlgorithm ? partOf(algorithmOrHash, 0) : null;
  const oid =
    identifier instanceof asn1js.ObjectIdentifier ? identifier.valueBlock.toString() : DIGEST_OID.sha256;
  if (hasAlgorithm) expect(oid).not.toBe(DIGEST_OID.sha256);
  const name = Object.entries(DIGEST_OID).find(([, each]) => each === oid)?.[0] ?? 'sha256';
  const hashes = certificatesDer.map((der) => createHash(name).update(der).digest('hex'));
  const named = Buffer.from(octetsOf(first.valueBlock.value[hasAlgorithm ? 1 : 0])).toString('hex');
  expect(hashes).toContain(named);
}

function partOf(value: unknown, index: number): unknown {
  return value instanceof asn1js.Sequence ? value.valueBlock.value[index] : undefined;
}
