import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPemBlocks } from './read-pem.js';
import { readTrustedRoots } from './trusted-roots.js';
import { validatePath } from './validate-path.js';

describe('chains made by openssl', () => {
  it('are verified whatever the algorithm, and refused with one bit turned', async () => {
    for (const algorithm of OPENSSL_KEYS) {
      const { rootPem, leafDer } = opensslChain(algorithm);
      const result = await validatePath(
        leafDer,
        [],
        readTrustedRoots([rootPem]),
        new Date(),
        'document-signing',
      );
      expect(result, algorithm.join(' ')).toMatchObject({ state: 'trusted', findings: [] });
      const forged = leafDer.slice();
      forged[forged.length - 5] = (forged[forged.length - 5] ?? 0) ^ 1;
      const judged = await validatePath(
        forged,
        [],
        readTrustedRoots([rootPem]),
        new Date(),
        'document-signing',
      );
      expect(judged.state, algorithm.join(' ')).toBe('untrusted');
    }
  }, 60_000);
});

const OPENSSL_KEYS = [
  ['ec', 'ec_paramgen_curve:P-256', '-sha256'],
  ['ec', 'ec_paramgen_curve:P-384', '-sha384'],
  ['ec', 'ec_paramgen_curve:P-521', '-sha512'],
  ['rsa', 'rsa_keygen_bits:2048', '-sha384'],
  [
    'rsa',
    'rsa_keygen_bits:2048',
    '-sha256',
    '-sigopt',
    'rsa_padding_mode:pss',
    '-sigopt',
    'rsa_pss_saltlen:32',
  ],
  ['rsa-pss', 'rsa_keygen_bits:2048', '-sha512', '-sigopt', 'rsa_pss_saltlen:64'],
] as const;

/** A root and a leaf below it, made by somebody else's program. */
function opensslChain([type, option, ...signing]: readonly string[]): {
  rootPem: string;
  leafDer: Uint8Array;
} {
  const folder = mkdtempSync(join(tmpdir(), 'sealwright-path-'));
  try {
    const file = (name: string): string => join(folder, name);
    const openssl = (...args: string[]): string =>
      execFileSync('openssl', args, { encoding: 'latin1', stdio: 'pipe' });
    const key = ['-newkey', type ?? '', '-pkeyopt', option ?? '', '-noenc'];
    const root = ['-keyout', file('root.key'), '-out', file('root.pem')];
    openssl('req', '-x509', ...key, ...root, '-subj', '/CN=Root', ...signing, '-days', '9');
    openssl(
      'req',
      '-new',
      ...key,
      '-keyout',
      file('leaf.key'),
      '-out',
      file('leaf.csr'),
      '-subj',
      '/CN=Leaf',
    );
    const issuer = ['-CA', file('root.pem'), '-CAkey', file('root.key'), '-CAcreateserial'];
    openssl(
      'x509',
      '-req',
      '-in',
      file('leaf.csr'),
      ...issuer,
      '-out',
      file('leaf.pem'),
      '-days',
      '9',
      ...signing,
    );
    const [leafDer = new Uint8Array()] = readPemBlocks(
      readFileSync(file('leaf.pem'), 'latin1'),
      'CERTIFICATE',
    );
    return { rootPem: readFileSync(file('root.pem'), 'latin1'), leafDer };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
