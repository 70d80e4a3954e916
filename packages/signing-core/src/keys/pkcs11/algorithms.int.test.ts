import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepareSoftTokens, type SoftTokens } from '../../testing/soft-token.js';
import { issueDevelopmentChain } from '../development-ca.js';
import { digestOf, SIGNATURE_ALGORITHMS, type SignatureAlgorithm, schemeOf } from '../digest-signer.js';
import { CKM } from './cryptoki.js';
import { openToken, type Pkcs11Token, SEAL_KEY_KINDS, type SealKeyKind } from './index.js';

const names = { organisation: 'Test', rootCommonName: 'R', issuingCommonName: 'I', sealCommonName: 'S' };
const message = Buffer.from('what the signed attributes say');
let soft: SoftTokens;
let token: Pkcs11Token | null = null;

async function open(sessionCount = 1): Promise<Pkcs11Token> {
  const { modulePath, pin } = soft;
  token = await openToken({ modulePath, uri: 'pkcs11:token=kinds', pin, sessionCount });
  return token;
}

beforeAll(async () => {
  soft = prepareSoftTokens();
  await soft.add('kinds');
  const opened = await open();
  for (const kind of SEAL_KEY_KINDS) await opened.generateSealKey(kind, kind);
  await opened.close();
});

afterEach(async () => {
  await token?.close();
  token = null;
});

afterAll(() => soft.remove());

function keyFor(algorithm: SignatureAlgorithm): SealKeyKind {
  if (algorithm.startsWith('ecdsa-p256')) return 'ecdsa-p256';
  return algorithm.startsWith('ecdsa-p384') ? 'ecdsa-p384' : 'rsa-3072';
}

async function chainFor(opened: Pkcs11Token, label: string) {
  const spkiDer = await opened.publicKeySpki(label);
  const validity = {
    notBefore: new Date('2026-01-01T00:00:00Z'),
    notAfter: new Date('2027-01-01T00:00:00Z'),
  };
  const { sealCertificatePem } = await issueDevelopmentChain({ spkiDer, names, ...validity });
  const leaf = new X509Certificate(sealCertificatePem);
  return { leaf, chain: [new Uint8Array(leaf.raw)] };
}

function verifies(algorithm: SignatureAlgorithm, leaf: X509Certificate, signature: Uint8Array): boolean {
  const pss = { key: leaf.publicKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: -1 };
  return verify(
    digestOf(algorithm),
    message,
    schemeOf(algorithm) === 'rsa-pss' ? pss : leaf.publicKey,
    signature,
  );
}

describe('every algorithm of a seal', () => {
  it.each(SIGNATURE_ALGORITHMS)('%s: signed in the token, verified outside', async (algorithm) => {
    const opened = await open();
    const label = keyFor(algorithm);
    const { leaf, chain } = await chainFor(opened, label);
    const signer = opened.signer(label, chain, algorithm);
    const signature = await signer.signDigest(createHash(digestOf(algorithm)).update(message).digest());
    expect(signer.algorithm).toBe(algorithm);
    expect(verifies(algorithm, leaf, signature)).toBe(true);
    expect(await opened.selfTest(label, algorithm)).toMatchObject({ algorithm });
  });

  it.each(SEAL_KEY_KINDS)('a new %s key cannot be exported and is listed by its kind', async (kind) => {
    const opened = await open();
    const probe = await opened.probe(kind);
    expect(probe).toMatchObject({ exportable: false, origin: 'generated-in-token' });
    expect((await opened.listKeys()).find((key) => key.label === kind)).toMatchObject({
      kind,
      usableAlgorithms: probe.usableAlgorithms,
    });
  });

  it('signs PSS through raw RSA for a token without CKM_RSA_PKCS_PSS', async () => {
    const opened = await open();
    const { leaf, chain } = await chainFor(opened, 'rsa-4096');
    const { connection } = opened as unknown as { connection: { mechanisms: ReadonlySet<number> } };
    const rawOnly = new Set([...connection.mechanisms].filter((each) => each !== CKM.RSA_PKCS_PSS));
    Object.defineProperty(connection, 'mechanisms', { value: rawOnly });
    const signature = await opened
      .signer('rsa-4096', chain, 'rsa-pss-sha512')
      .signDigest(createHash('sha512').update(message).digest());
    expect(verifies('rsa-pss-sha512', leaf, signature)).toBe(true);
  });

  it('refuses a digest of another length than the algorithm wants', async () => {
    const opened = await open();
    const { chain } = await chainFor(opened, 'ecdsa-p384');
    await expect(opened.signer('ecdsa-p384', chain).signDigest(new Uint8Array(32))).rejects.toMatchObject({
      code: 'token-sign-failed',
    });
  });
});
