import { webcrypto } from 'node:crypto';
import * as asn1js from 'asn1js';
import { BasicOCSPResponse, CertID, Certificate, SingleResponse } from 'pkijs';
import { type CertificateRole, issueCertificate, pemEncode } from '../keys/issue-certificate.js';
import { issueCrl, type RevokedEntry } from '../keys/issue-crl.js';
import { type ParsedCertificate, parseCertificate } from '../x509/certificate.js';
import type { CertificateExtension } from '../x509/certificate-extensions.js';

/** What a test may say about a certificate; everything has an ordinary value. */
export interface TestCertificate {
  readonly commonName?: string;
  readonly role?: CertificateRole;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly extensions?: readonly CertificateExtension[];
  /** A key of its own when absent. */
  readonly keys?: webcrypto.CryptoKeyPair;
}

export interface TestCrl {
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date;
  readonly revoked?: readonly RevokedEntry[];
  readonly extensions?: readonly CertificateExtension[];
  /** Somebody else's key, for forgeries. */
  readonly signedBy?: TestIdentity;
}

export interface TestOcsp {
  readonly certificate: ParsedCertificate;
  readonly state?: 'good' | 'revoked' | 'unknown';
  readonly revokedAt?: Date;
  readonly thisUpdate?: Date;
  readonly nextUpdate?: Date | null;
  readonly producedAt?: Date;
  /** Who signs; the authority itself when absent. */
  readonly responder?: TestIdentity;
  readonly digest?: 'SHA-1' | 'SHA-256';
  /** The issuer the answer claims to speak about. */
  readonly about?: TestIdentity;
}

/** Ordinary times of a test world; nothing in it reads the clock. */
export const TEST_TIMES = {
  notBefore: new Date('2026-01-01T00:00:00Z'),
  at: new Date('2026-06-01T00:00:00Z'),
  notAfter: new Date('2030-01-01T00:00:00Z'),
} as const;

const HOUR_MS = 3_600_000;
const KEY_ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256' } as const;

/** A certificate with its key. */
export class TestIdentity {
  readonly certificate: ParsedCertificate;

  constructor(
    readonly der: Uint8Array,
    readonly keys: webcrypto.CryptoKeyPair,
  ) {
    this.certificate = parseCertificate(der);
  }

  get pem(): string {
    return pemEncode('CERTIFICATE', this.der);
  }

  async keyPem(): Promise<string> {
    const pkcs8 = await webcrypto.subtle.exportKey('pkcs8', this.keys.privateKey);
    return pemEncode('PRIVATE KEY', new Uint8Array(pkcs8));
  }

  /** A certificate below this one: a seal unless `role` says otherwise. */
  async issue(wish: TestCertificate = {}): Promise<TestIdentity> {
    return make(wish, { certificateDer: this.der }, this.keys.privateKey);
  }

  /** An authority below this one. */
  async issueAuthority(wish: TestCertificate = {}, pathLength = 3): Promise<TestIdentity> {
    return this.issue({ commonName: 'Intermediate', role: { authority: true, pathLength }, ...wish });
  }

  /** A list of this authority; fresh at the ordinary time unless told otherwise. */
  async crl(wish: TestCrl = {}): Promise<Uint8Array> {
    const { at } = TEST_TIMES;
    return issueCrl({
      issuerCertificateDer: this.der,
      issuerKey: (wish.signedBy ?? this).keys.privateKey,
      thisUpdate: wish.thisUpdate ?? new Date(at.getTime() - HOUR_MS),
      nextUpdate: wish.nextUpdate ?? new Date(at.getTime() + 24 * HOUR_MS),
      revoked: wish.revoked ?? [],
      extensions: wish.extensions ?? [],
    });
  }

  /** An `OCSPResponse` of this authority. */
  async ocsp(wish: TestOcsp): Promise<Uint8Array> {
    return answerOcsp(this, wish);
  }
}

export async function createTestRoot(wish: TestCertificate = {}): Promise<TestIdentity> {
  const keys = wish.keys ?? (await createKeys());
  const role = { authority: true, pathLength: 5 } as const;
  return make({ commonName: 'Root', role, ...wish, keys }, { selfSigned: true }, keys.privateKey);
}

export async function createKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(KEY_ALGORITHM, true, ['sign', 'verify']);
}

async function make(
  wish: TestCertificate,
  issuer: { readonly selfSigned: true } | { readonly certificateDer: Uint8Array },
  issuerKey: webcrypto.CryptoKey,
): Promise<TestIdentity> {
  const keys = wish.keys ?? (await createKeys());
  const der = await issueCertificate({
    subject: { organisation: 'Tests', commonName: wish.commonName ?? 'Leaf' },
    issuer,
    issuerKey,
    spkiDer: new Uint8Array(await webcrypto.subtle.exportKey('spki', keys.publicKey)),
    role: wish.role ?? { authority: false },
    notBefore: wish.notBefore ?? TEST_TIMES.notBefore,
    notAfter: wish.notAfter ?? TEST_TIMES.notAfter,
    ...(wish.extensions ? { extensions: wish.extensions } : {}),
  });
  return new TestIdentity(der, keys);
}

/** Wraps a value as an extension. */
export function testExtension(oid: string, critical: boolean, value: asn1js.BaseBlock): CertificateExtension {
  return { oid, critical, valueDer: new Uint8Array(value.toBER(false)) };
}

async function answerOcsp(authority: TestIdentity, wish: TestOcsp): Promise<Uint8Array> {
  const { at } = TEST_TIMES;
  const responder = wish.responder ?? authority;
  const thisUpdate = wish.thisUpdate ?? new Date(at.getTime() - HOUR_MS);
  const response = new BasicOCSPResponse();
  const responderCertificate = Certificate.fromBER(responder.der.slice());
  response.tbsResponseData.responderID = responderCertificate.subject;
  response.tbsResponseData.producedAt = wish.producedAt ?? thisUpdate;
  const certId = new CertID();
  await certId.createForCertificate(Certificate.fromBER(wish.certificate.der.slice()), {
    hashAlgorithm: wish.digest ?? 'SHA-1',
    issuerCertificate: Certificate.fromBER((wish.about ?? authority).der.slice()),
  });
  const nextUpdate = wish.nextUpdate === undefined ? new Date(at.getTime() + 24 * HOUR_MS) : wish.nextUpdate;
  response.tbsResponseData.responses.push(
    new SingleResponse({
      certID: certId,
      certStatus: certStatus(wish),
      thisUpdate,
      ...(nextUpdate ? { nextUpdate } : {}),
    }),
  );
  response.certs = [responderCertificate];
  await response.sign(responder.keys.privateKey, 'SHA-256');
  return wrapOcsp(new Uint8Array(response.toSchema().toBER(false)));
}

function certStatus({ state = 'good', revokedAt }: TestOcsp): asn1js.BaseBlock {
  if (state === 'good') return new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 0 } });
  if (state === 'unknown') return new asn1js.Primitive({ idBlock: { tagClass: 3, tagNumber: 2 } });
  const time = new asn1js.GeneralizedTime({ valueDate: revokedAt ?? TEST_TIMES.notBefore });
  return new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 1 }, value: [time] });
}

function wrapOcsp(basicDer: Uint8Array): Uint8Array {
  const bytes = new asn1js.Sequence({
    value: [
      new asn1js.ObjectIdentifier({ value: '1.3.6.1.5.5.7.48.1.1' }),
      new asn1js.OctetString({ valueHex: basicDer }),
    ],
  });
  const response = new asn1js.Sequence({
    value: [
      new asn1js.Enumerated({ value: 0 }),
      new asn1js.Constructed({ idBlock: { tagClass: 3, tagNumber: 0 }, value: [bytes] }),
    ],
  });
  return new Uint8Array(response.toBER(false));
}
