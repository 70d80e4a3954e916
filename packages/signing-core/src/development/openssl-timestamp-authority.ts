import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { SigningError } from '../errors.js';
import type { TimestampAuthority } from '../timestamp/authority.js';

const run = promisify(execFile);

export interface OpensslTimestampOptions {
  readonly name?: string;
  /** A folder of its own, created when absent: certificate, key (readable by its owner alone) and one request each. */
  readonly directory: string;
  readonly certificatePem: string;
  readonly keyPem: string;
  /** Issuers of the certificate, sent along in every token. */
  readonly chainPem: string;
  /** Dotted OID; an example arc when absent, because a development authority follows no policy. */
  readonly policyOid?: string;
}

const EXAMPLE_POLICY_OID = '2.999.3161.1';
const TIME_LIMIT_MS = 10_000;

/**
 * A timestamp authority for development and tests: real RFC 3161 replies made by `openssl ts` with this machine's clock.
 * Any number of requests may run at once; each has a random serial number. `respond` throws `timestamp-unavailable`
 * when the program is missing or fails.
 */
export async function opensslTimestampAuthority(
  options: OpensslTimestampOptions,
): Promise<TimestampAuthority> {
  const directory = resolve(options.directory);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  await writeFile(join(directory, 'certificate.pem'), options.certificatePem);
  await writeFile(join(directory, 'chain.pem'), options.chainPem);
  await writeFile(join(directory, 'key.pem'), options.keyPem, { mode: 0o600 });
  // The mode above counts for a new file only.
  await chmod(join(directory, 'key.pem'), 0o600);
  const policyOid = options.policyOid ?? EXAMPLE_POLICY_OID;
  const name = options.name ?? 'local timestamp authority';
  return { name, respond: (requestDer, signal) => respond({ directory, policyOid }, requestDer, signal) };
}

async function respond(
  { directory, policyOid }: { readonly directory: string; readonly policyOid: string },
  requestDer: Uint8Array,
  signal: AbortSignal,
): Promise<Uint8Array> {
  // openssl counts serial numbers in a file without locking it: each request gets a file, and a number, of its own.
  const own = await mkdtemp(join(directory, 'request-'));
  try {
    await writeFile(join(own, 'query.tsq'), requestDer);
    await writeFile(join(own, 'serial'), `4${randomBytes(16).toString('hex').slice(1)}\n`);
    await writeFile(join(own, 'openssl.cnf'), configuration(policyOid));
    const reply = join(own, 'reply.tsr');
    const files = ['-config', join(own, 'openssl.cnf'), '-queryfile', join(own, 'query.tsq'), '-out', reply];
    // The configuration names its files as they are seen from here.
    await run('openssl', ['ts', '-reply', ...files], { cwd: own, timeout: TIME_LIMIT_MS, signal });
    return new Uint8Array(await readFile(reply));
  } catch (cause) {
    throw new SigningError('timestamp-unavailable', 'openssl ts did not answer.', { cause });
  } finally {
    await rm(own, { recursive: true, force: true });
  }
}

const configuration = (policyOid: string): string => `[tsa]
default_tsa = local
[local]
serial = serial
crypto_device = builtin
signer_cert = ../certificate.pem
signer_key = ../key.pem
certs = ../chain.pem
signer_digest = sha256
default_policy = ${policyOid}
digests = sha256, sha384, sha512
accuracy = secs:1
ess_cert_id_alg = sha256
`;
