import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { sampleSealKey } from './testing/sample-seal-key.js';
import { readFirstCertificate } from './x509-certificate.js';

/** A self-signed certificate of this name, made by openssl. */
function selfSigned(subject: string): string {
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '/dev/null'];
  const made = spawnSync('openssl', ['req', '-x509', '-utf8', ...key, '-days', '20000', '-subj', subject]);
  return made.stdout?.toString() ?? '';
}

describe('readFirstCertificate', () => {
  const subjects = [
    '/C=DE/O=Straße, Söhne \\+ Co "KG"/CN=Seal; <2026>',
    '/CN=契約/serialNumber=42/emailAddress=a@example.org',
  ];

  it.each([sampleSealKey.certificateChainPem, ...subjects.map(selfSigned)])(
    'reads what Node reads',
    (pem) => {
      const node = new X509Certificate(pem);
      const facts = readFirstCertificate(pem);
      expect(Buffer.from(facts.der)).toEqual(node.raw);
      expect(Buffer.from(facts.spkiDer)).toEqual(node.publicKey.export({ type: 'spki', format: 'der' }));
      expect(facts.subject).toBe(node.subject.split('\n').reverse().join(', '));
      expect(facts.issuer).toBe(node.issuer.split('\n').reverse().join(', '));
      expect(facts.serialHex).toBe(node.serialNumber.toLowerCase());
      expect([facts.notBefore, facts.notAfter]).toEqual([node.validFromDate, node.validToDate]);
    },
  );

  it.each(['', 'hello', '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----'])(
    'refuses %j',
    (pem) => {
      expect(() => readFirstCertificate(pem)).toThrow(Error);
    },
  );
});
