import { createHash, webcrypto, X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { explicit, implicitSetOf, octetString, oid, sequence, setOf, smallInteger } from '../asn1/der.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import { readSealCertificate } from '../cms/seal-certificate.js';
import { signedAttributes } from '../cms/signed-data.js';
import { createDevelopmentAuthority } from '../keys/development-ca.js';
import type { DigestSigner } from '../keys/digest-signer.js';
import { importSigningKeyPem, issueCertificate } from '../keys/issue-certificate.js';
import { indexOfBytes } from '../runtime/bytes.js';
import { embed } from '../seal/embed.js';
import { prepare } from '../seal/prepare.js';
import { sealPdf } from '../seal/seal-pdf.js';
import { samplePdf, softwareSigner } from '../testing/index.js';
import { verifyPdf } from '../verify/verify-pdf.js';

const options = { name: 'Acme', reason: 'Sealed', signedAt: new Date('2026-11-22T10:00:00Z') };
const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const algorithm = sequence(oid(OID.sha256));

/** What a forger may build differently; the signature over the attributes is always genuine. */
interface Recipe {
  readonly attributes?: (genuine: Uint8Array[], digest: Uint8Array) => Uint8Array[];
  /** The attributes in the order they are written and signed in. */
  readonly order?: (attributes: Uint8Array[]) => Uint8Array[];
  readonly signerInfos?: (genuine: Uint8Array) => Uint8Array[];
  readonly content?: Uint8Array;
  readonly leaveOutAttributes?: boolean;
  /** Written the way BouncyCastle does: without lengths outside. */
  readonly indefinite?: boolean;
}

const tlv = (tag: number, content: Uint8Array): Uint8Array => {
  const set = setOf([content]);
  return Buffer.concat([Buffer.of(tag), set.subarray(1)]);
};

async function forge(recipe: Recipe) {
  const signer = await softwareSigner();
  const prepared = prepare(samplePdf(), options);
  const { issuerDer, serialNumberDer, der } = readSealCertificate(signer);
  const genuine = signedAttributes(prepared.digest, der);
  const chosen = recipe.attributes?.(genuine, prepared.digest) ?? genuine;
  const ordered = recipe.order?.(chosen) ?? [...chosen].sort(Buffer.compare);
  const body = Buffer.concat(ordered);
  const signature = await signer.signDigest(
    sha256(recipe.leaveOutAttributes ? Buffer.alloc(0) : tlv(0x31, body)),
  );
  const signerInfo = sequence(
    smallInteger(1),
    sequence(issuerDer, serialNumberDer),
    algorithm,
    ...(recipe.leaveOutAttributes ? [] : [tlv(0xa0, body)]),
    sequence(oid(OID.ecdsaWithSha256)),
    octetString(signature),
  );
  const signedData = sequence(
    smallInteger(1),
    setOf([algorithm]),
    sequence(oid(OID.data), ...(recipe.content ? [explicit(0, octetString(recipe.content))] : [])),
    implicitSetOf(0, signer.certificateChainDer),
    setOf(recipe.signerInfos?.(signerInfo) ?? [signerInfo]),
  );
  const content = [oid(OID.signedData), explicit(0, signedData)];
  const cms = recipe.indefinite
    ? Buffer.concat([Buffer.of(0x30, 0x80), ...content, Buffer.of(0, 0)])
    : sequence(...content);
  const { bytes } = embed({ stage: 'timestamped', prepared, timestampedAt: new Date(0), cms });
  return verifyPdf(bytes, { trustedRootsPem: [signer.trustedRootPem] });
}

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf([value]));
const isType = (type: string) => (item: Uint8Array) => indexOfBytes(item, oid(type)) >= 0;
const without = (type: string) => (items: Uint8Array[]) => items.filter((item) => !isType(type)(item));

describe('a signature built by a forger who holds the key', () => {
  it('is valid when nothing is forged', async () => {
    expect((await forge({})).verdict).toBe('valid');
  });

  it('is valid in indefinite lengths, and outside the baseline', async () => {
    const { verdict, signatures } = await forge({ indefinite: true });
    expect({ verdict, level: signatures[0]?.level }).toEqual({ verdict: 'valid', level: null });
    expect(signatures[0]?.findings).toContainEqual(expect.objectContaining({ code: 'not-baseline' }));
  });

  it.each<[string, Recipe, string]>([
    [
      'attributes out of order',
      { order: (items) => [...items].sort(Buffer.compare).reverse() },
      'signed-attributes',
    ],
    ['no message digest', { attributes: without(ATTRIBUTE_OID.messageDigest) }, 'message-digest'],
    ['no content type', { attributes: without(ATTRIBUTE_OID.contentType) }, 'content-type'],
    [
      'no signing certificate',
      { attributes: without(ATTRIBUTE_OID.signingCertificateV2) },
      'signing-certificate',
    ],
    [
      'the digest of another document',
      {
        attributes: (items) => [
          ...without(ATTRIBUTE_OID.messageDigest)(items),
          attribute(ATTRIBUTE_OID.messageDigest, octetString(Buffer.alloc(32))),
        ],
      },
      'message-digest',
    ],
    [
      'the hash of another certificate',
      {
        attributes: (items) => [
          ...without(ATTRIBUTE_OID.signingCertificateV2)(items),
          attribute(
            ATTRIBUTE_OID.signingCertificateV2,
            sequence(sequence(sequence(octetString(Buffer.alloc(32))))),
          ),
        ],
      },
      'signing-certificate',
    ],
    [
      'two message digests',
      {
        attributes: (items) => [
          ...items,
          attribute(ATTRIBUTE_OID.messageDigest, octetString(Buffer.alloc(32))),
        ],
      },
      'container',
    ],
    ['two signatures', { signerInfos: (genuine) => [genuine, genuine] }, 'container'],
    ['no signature', { signerInfos: () => [] }, 'container'],
    ['a document of its own', { content: Uint8Array.from('another document') }, 'container'],
    ['no signed attributes', { leaveOutAttributes: true }, 'container'],
  ])('is refused with %s', async (_, recipe, id) => {
    const report = await forge(recipe);
    expect(report.verdict).toBe('invalid');
    expect(report.checks).toContainEqual(expect.objectContaining({ id: `signature-1.${id}`, state: 'fail' }));
  });
});

describe('a certificate the root never vouched for', () => {
  const names = { organisation: 'Acme', rootCommonName: 'Root', issuingCommonName: 'Issuing' };
  const validity = { notBefore: new Date('2026-01-01'), notAfter: new Date('2030-01-01') };
  const subject = { organisation: 'Acme', commonName: 'Seal' };

  const chainOf = async (
    signer: DigestSigner,
    issuerDer: Uint8Array,
    issuerKey: webcrypto.CryptoKey,
    authority = false,
  ) => {
    const spkiDer = new X509Certificate(signer.certificateChainDer[0] ?? '').publicKey.export({
      type: 'spki',
      format: 'der',
    });
    const role = authority ? ({ authority, pathLength: 0 } as const) : ({ authority } as const);
    return issueCertificate({
      subject,
      issuer: { certificateDer: issuerDer },
      issuerKey,
      spkiDer,
      role,
      ...validity,
    });
  };

  it('is untrusted when it only borrows the issuer’s name and key identifier', async () => {
    const real = await createDevelopmentAuthority(names, validity.notBefore);
    const own = await createDevelopmentAuthority(names, validity.notBefore);
    const signer = await softwareSigner();
    const issuing = new X509Certificate(real.issuingCertificatePem).raw;
    const leaf = await chainOf(signer, issuing, await importSigningKeyPem(own.issuingKeyPem));
    const sealed = await sealPdf(samplePdf(), options, { ...signer, certificateChainDer: [leaf, issuing] });
    const report = await verifyPdf(sealed, { trustedRootsPem: [real.rootCertificatePem] });
    expect(report).toMatchObject({ verdict: 'indeterminate', signatures: [{ certificate: 'untrusted' }] });
  });

  it('is invalid when a seal certificate plays authority', async () => {
    const real = await createDevelopmentAuthority(names, validity.notBefore);
    const issuing = new X509Certificate(real.issuingCertificatePem).raw;
    const middleKeys = await webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
      'sign',
      'verify',
    ]);
    const spkiDer = new Uint8Array(await webcrypto.subtle.exportKey('spki', middleKeys.publicKey));
    const issuerKey = await importSigningKeyPem(real.issuingKeyPem);
    const middleSubject = { organisation: 'Acme', commonName: 'Ordinary seal' };
    const middle = await issueCertificate({
      subject: middleSubject,
      issuer: { certificateDer: issuing },
      issuerKey,
      spkiDer,
      role: { authority: false },
      ...validity,
    });
    const signer = await softwareSigner();
    const leaf = await chainOf(signer, middle, middleKeys.privateKey);
    const sealed = await sealPdf(samplePdf(), options, {
      ...signer,
      certificateChainDer: [leaf, middle, issuing],
    });
    const report = await verifyPdf(sealed, { trustedRootsPem: [real.rootCertificatePem] });
    expect(report.verdict).not.toBe('valid');
  });

  it('is invalid when an authority’s certificate seals', async () => {
    const real = await createDevelopmentAuthority(names, validity.notBefore);
    const issuing = new X509Certificate(real.issuingCertificatePem).raw;
    const signer = await softwareSigner();
    const leaf = await chainOf(signer, issuing, await importSigningKeyPem(real.issuingKeyPem), true);
    const sealed = await sealPdf(samplePdf(), options, { ...signer, certificateChainDer: [leaf, issuing] });
    const report = await verifyPdf(sealed, { trustedRootsPem: [real.rootCertificatePem] });
    expect(report).toMatchObject({ verdict: 'invalid', signatures: [{ certificate: 'invalid' }] });
  });
});
