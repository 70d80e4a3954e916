import type { SignatureAlgorithm } from '@sealwright/signing-core';
import {
  formatPkcs11Uri,
  initialiseToken,
  listTokens,
  openToken,
  type Pkcs11Token,
} from '@sealwright/signing-core/pkcs11';
import { CliError } from '../terminal/cli-error.js';
import { keepJournal } from '../token/keep-journal.js';
import { ensureSecurityOfficerPin, type TokenSource } from './token-source.js';

/** Our own keys are called seal-<year>; the newest by name is the one in use. */
const managedKeyLabel = /^seal-\d{4}/;

/** Opens the token; the managed one is initialised first when it does not exist. */
export async function openSealToken(
  source: TokenSource,
  dataDir: string,
  journalFile: string | null,
): Promise<{ token: Pkcs11Token; tokenCreated: boolean }> {
  const tokenCreated = source.managed && (await ensureManagedToken(source, dataDir));
  const { modulePath, pin } = source;
  const options = { modulePath, uri: formatPkcs11Uri(source.uri), pin };
  const token = await openToken({ ...options, ...keepJournal(journalFile, 'token provision') });
  return { token, tokenCreated };
}

/**
 * The label of the seal key, which is generated in the token when there is none. An existing key is never replaced.
 *
 * @throws CliError `key-algorithm-differs` when an algorithm was asked for and the existing key has another;
 * `key-missing` when an external token lacks the key and `generate` was not asked for.
 */
export async function ensureSealKey(
  token: Pkcs11Token,
  source: TokenSource,
  wish: { algorithm: SignatureAlgorithm | null; year: number; generate: boolean },
): Promise<{ label: string | undefined; keyCreated: boolean }> {
  const known = await findExisting(token, source.uri);
  if (known) {
    await refuseOtherAlgorithm(token, known.label, wish.algorithm);
    return { label: known.label, keyCreated: false };
  }
  if (!source.managed && !wish.generate) {
    throw new CliError(
      'key-missing',
      'The token holds no key that PKCS11_URI names; correct the URI, or generate one with: sealwright token provision --generate-key.',
    );
  }
  const label = source.uri.object ?? `seal-${wish.year}`;
  await token.generateSealKey(label, wish.algorithm ?? 'ecdsa-p256-sha256');
  return { label, keyCreated: true };
}

async function findExisting(
  token: Pkcs11Token,
  wanted: { object?: string; idHex?: string },
): Promise<{ label: string | undefined } | null> {
  const keys = await token.listKeys();
  if (wanted.object !== undefined) {
    return keys.some((key) => key.label === wanted.object) ? { label: wanted.object } : null;
  }
  if (wanted.idHex !== undefined) {
    return keys.some((key) => key.idHex === wanted.idHex) ? { label: undefined } : null;
  }
  const newest = keys
    .map((key) => key.label)
    .filter((label) => managedKeyLabel.test(label))
    .sort()
    .at(-1);
  return newest === undefined ? null : { label: newest };
}

async function refuseOtherAlgorithm(
  token: Pkcs11Token,
  label: string | undefined,
  wanted: SignatureAlgorithm | null,
): Promise<void> {
  if (wanted === null) return;
  const { algorithm } = await token.selfTest(label);
  if (algorithm === wanted) return;
  throw new CliError(
    'key-algorithm-differs',
    `The token already holds a seal key of kind ${algorithm}; a key is never replaced. Leave out --algorithm to use it.`,
  );
}

async function ensureManagedToken(source: TokenSource, dataDir: string): Promise<boolean> {
  const tokens = await listTokens(source.modulePath);
  if (tokens.some((token) => token.label === source.uri.token && token.userPinSet)) return false;
  // Belt and braces: initialising wipes a token, so only a software one is ever initialised unasked.
  if (tokens.some((token) => !token.soft)) {
    throw new CliError(
      'token-uri-missing',
      'PKCS11_MODULE names a real token; set PKCS11_URI to say which key to use.',
    );
  }
  await initialiseToken(source.modulePath, {
    label: source.uri.token,
    securityOfficerPin: ensureSecurityOfficerPin(dataDir),
    userPin: source.pin,
  });
  return true;
}
