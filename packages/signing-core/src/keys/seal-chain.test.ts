import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  createDevelopmentAuthority,
  type DevelopmentAuthority,
  issueSealCertificate,
} from './development-ca.js';
import { readCertificateFile } from './read-certificate-file.js';
import { assembleSealChain, chainUpwards, commonNameOf } from './seal-chain.js';

const dayMs = 86_400_000;
const from = new Date('2026-01-01T00:00:00Z');
const at = new Date('2026-06-01T00:00:00Z');
const names = { organisation: 'Test', rootCommonName: 'Root', issuingCommonName: 'Issuing, "CA"' };
const spki = () =>
  new Uint8Array(
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ type: 'spki', format: 'der' }),
  );
const der = (pem: string) => new Uint8Array(new X509Certificate(pem).raw);

let authority: DevelopmentAuthority;
let other: DevelopmentAuthority;
const spkiDer = spki();
let leafPem = '';

beforeAll(async () => {
  authority = await createDevelopmentAuthority(names, from);
  other = await createDevelopmentAuthority(names, from);
  leafPem = await issueSealCertificate(authority, {
    spkiDer,
    organisation: 'Test',
    sealCommonName: 'Seal',
    notBefore: from,
    notAfter: new Date(from.getTime() + 300 * dayMs),
  });
});

const judge = (pems: readonly string[], changes: Partial<Parameters<typeof assembleSealChain>[1]> = {}) =>
  assembleSealChain(pems.map(der), { spkiDer, at, trustedRoots: [], ...changes });
const codes = (chain: ReturnType<typeof judge>) => chain?.findings.map(({ code }) => code);

describe('assembleSealChain', () => {
  it('orders what came in any order, from the leaf upwards', () => {
    const chain = judge([authority.rootCertificatePem, authority.issuingCertificatePem, leafPem]);
    expect(chain?.chainDer.map(commonNameOf)).toEqual(['Seal', 'Issuing, "CA"', 'Root']);
    expect(chain?.findings).toEqual([]);
  });

  it('does not take an issuer for its name: the signature must verify', () => {
    const chain = judge([leafPem, other.issuingCertificatePem, other.rootCertificatePem]);
    expect(chain?.chainDer).toHaveLength(1);
    expect(codes(chain)).toEqual(['issuer-missing']);
  });

  it('judges key, dates and trust', () => {
    expect(judge([leafPem], { spkiDer: spki() })).toBeNull();
    expect(codes(judge([leafPem], { at: new Date('2025-01-01T00:00:00Z') }))).toContain('not-yet-valid');
    expect(codes(judge([leafPem], { at: new Date('2028-01-01T00:00:00Z') }))).toContain('expired');
    const whole = [leafPem, authority.issuingCertificatePem];
    const trust = (pem: string) => ({ trustedRoots: [new X509Certificate(pem)] });
    expect(codes(judge(whole, trust(authority.rootCertificatePem)))).toEqual([]);
    expect(codes(judge(whole, trust(other.rootCertificatePem)))).toEqual(['root-not-trusted']);
  });

  it('refuses the certificate of an authority as a seal', () => {
    const issuing = new X509Certificate(authority.issuingCertificatePem);
    const own = new Uint8Array(issuing.publicKey.export({ type: 'spki', format: 'der' }));
    const chain = judge([authority.issuingCertificatePem, authority.rootCertificatePem], { spkiDer: own });
    expect(codes(chain)).toEqual(['is-authority', 'key-usage']);
  });

  it('does not run in circles', () => {
    const root = new X509Certificate(authority.rootCertificatePem);
    expect(chainUpwards(root, [root, root])).toHaveLength(1);
  });
});

describe('readCertificateFile', () => {
  it('reads PEM with text around, DER, and nothing out of anything else', () => {
    const pem = Buffer.from(`subject=…\n${leafPem}\r\ntext\n${authority.rootCertificatePem}`);
    expect(readCertificateFile(pem).map(commonNameOf)).toEqual(['Seal', 'Root']);
    expect(readCertificateFile(der(leafPem)).map(commonNameOf)).toEqual(['Seal']);
    for (const odd of [
      Buffer.alloc(0),
      Buffer.from('hello'),
      Buffer.from('3003020101', 'hex'),
      Buffer.alloc(100, 0x30),
    ]) {
      expect(readCertificateFile(odd)).toEqual([]);
    }
  });
});
