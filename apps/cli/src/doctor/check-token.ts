import { X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { type KeyProbe, TokenError } from '@sealwright/signing-core/pkcs11';
import { judgeCertificate, readPemCertificates } from '../provisioning/seal-certificate.js';
import { readFileIfThere } from '../provisioning/secret-file.js';
import { CliError } from '../terminal/cli-error.js';
import { openConfiguredToken } from '../token/configured-token.js';
import { type Check, type Finding, fail, ok, Unwell, warn } from './finding.js';

/** The key: opened, probed, and made to sign. Then its certificate, against the key that really signed. */
export const checkToken: Check = {
  name: 'token',
  async run(environment) {
    try {
      const token = await openConfiguredToken({}, environment, 'doctor');
      try {
        const probe = await token.probe();
        const { algorithm, spkiDer } = await token.selfTest();
        return [
          { name: 'token', ...judgeProbe(probe, environment) },
          {
            name: 'seal key',
            ...ok(`${probe.label} signed a random message with ${algorithm}; it verified outside the token.`),
          },
          { name: 'seal certificate', ...judgeChain(readChain(environment), spkiDer, new Date()) },
        ] satisfies Finding[];
      } finally {
        await token.close();
      }
    } catch (error) {
      if (error instanceof TokenError)
        throw new Unwell(error.message, tokenRemedies[error.code] ?? defaultRemedy, { cause: error });
      if (error instanceof CliError) throw new Unwell(error.message, defaultRemedy, { cause: error });
      throw error;
    }
  },
};

const defaultRemedy =
  'Check PKCS11_MODULE, PKCS11_URI and PKCS11_PIN_FILE; sealwright token list shows what is there.';

const tokenRemedies: Partial<Record<TokenError['code'], string>> = {
  'token-pin-wrong':
    'Correct the PIN in PKCS11_PIN_FILE before anything tries again; most tokens lock after three tries.',
  'token-pin-locked': 'Unlock or reset the PIN with the vendor’s tool.',
  'token-lost': 'Plug the token in again and check its cable or network; sealing waits and then goes on.',
  'token-not-found': 'Plug the token in, or correct the label in PKCS11_URI; sealing waits and then goes on.',
};

export function judgeProbe(probe: KeyProbe, environment: NodeJS.ProcessEnv): Omit<Finding, 'name'> {
  const who = `${probe.manufacturer} ${probe.model}, key ${probe.label}`;
  if (probe.exportable) {
    return fail(
      `${who}: the key can leave its token.`,
      'Generate a key in the token: sealwright token provision.',
    );
  }
  const allowed = environment.ALLOW_SOFT_TOKEN === 'yes';
  if (probe.soft && environment.NODE_ENV === 'production' && !allowed) {
    return fail(
      `${who}: a software token, which is refused in production.`,
      'Use an HSM, or set ALLOW_SOFT_TOKEN=yes knowingly.',
    );
  }
  if (probe.soft)
    return warn(
      `${who}: a software token; its keys are files.`,
      'Fine for development. Use an HSM in production.',
    );
  if (probe.origin !== 'generated-in-token') {
    return warn(
      `${who}: cannot be exported, but was not generated in the token.`,
      'Generate the next key in the token.',
    );
  }
  return ok(`${who}: generated in the token, every attempt to export it was refused.`);
}

export interface SealChain {
  readonly chain: readonly X509Certificate[];
  readonly roots: readonly X509Certificate[];
}

function readChain({ SEAL_CHAIN_FILE: chainFile, SEAL_TRUST_FILE: trustFile }: NodeJS.ProcessEnv): SealChain {
  const read = (file: string | undefined) =>
    file && existsSync(file) ? readPemCertificates(readFileIfThere(file) ?? '') : [];
  return { chain: read(chainFile), roots: read(trustFile) };
}

/** Key, dates, and every signature from the leaf up to a root of trust.pem. */
export function judgeChain(
  { chain, roots }: SealChain,
  spkiDer: Uint8Array,
  now: Date,
): Omit<Finding, 'name'> {
  const renew = 'Renew it: sealwright token provision --renew, then restart.';
  const leaf = chain[0] ?? null;
  const state = judgeCertificate(leaf, spkiDer, now);
  if (!leaf || state === 'missing')
    return fail('There is no seal certificate.', 'Set SEAL_CHAIN_FILE, or run: sealwright token provision.');
  if (state === 'other-key')
    return fail(
      'The seal certificate belongs to another key.',
      'Set SEAL_CHAIN_FILE to the chain of the key that PKCS11_URI names.',
    );
  if (state === 'not-yet-valid')
    return fail('The seal certificate is not valid yet.', 'Check the clock of this machine.');
  const end = leaf.validToDate.toISOString().slice(0, 10);
  if (leaf.validToDate.getTime() <= now.getTime())
    return fail(`The seal certificate ended on ${end}; sending is refused.`, renew);
  const gap = findChainGap(chain, roots, now);
  if (gap)
    return fail(
      gap,
      'Put leaf, issuing certificates and root in order in SEAL_CHAIN_FILE and SEAL_TRUST_FILE.',
    );
  if (state === 'renewal-due') return warn(`The seal certificate ends on ${end}.`, renew);
  return ok(`Valid until ${end}, chains to a root of trust.pem.`);
}

function findChainGap(
  chain: readonly X509Certificate[],
  roots: readonly X509Certificate[],
  now: Date,
): string | null {
  for (const [at, certificate] of chain.entries()) {
    const issuer = chain[at + 1] ?? roots.find((root) => certificate.verify(root.publicKey));
    if (!issuer) return 'The seal certificate does not lead to a root of SEAL_TRUST_FILE.';
    if (!certificate.verify(issuer.publicKey))
      return 'The certificates of SEAL_CHAIN_FILE do not sign each other in order.';
    if (issuer.validToDate.getTime() <= now.getTime())
      return 'A certificate above the seal certificate has ended.';
  }
  return null;
}
