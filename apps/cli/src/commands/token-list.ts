import {
  formatPkcs11Uri,
  listTokens,
  openToken,
  parsePkcs11Uri,
  type TokenDescription,
} from '@sealwright/signing-core/pkcs11';
import type { Command } from 'commander';
import { writeLines, writeResult } from '../terminal/output.js';
import { chooseToken, chosenModule, developmentSource, type TokenChoice } from '../token/configured-token.js';
import { describeToken, type ListedToken } from '../token/describe-token.js';
import { addTokenChoice } from './token-choice.js';

/** `sealwright token list`: slots, tokens, keys, certificates and mechanisms of a library. */
export function addTokenList(token: Command): void {
  addTokenChoice(token.command('list'))
    .description(
      'list slots, tokens, keys, certificates and mechanisms; private keys of the configured token',
    )
    .action(async (options: TokenChoice & { json?: boolean }) => {
      const modulePath = chosenModule(options, process.env);
      const listed: ListedToken[] = [];
      // One after the other: a login counts for the whole process, not for one session.
      for (const each of await listTokens(modulePath)) {
        listed.push(await withContent(each, modulePath, options));
      }
      if (options.json) return writeResult({ module: modulePath, tokens: listed.map(forPrograms) });
      writeLines(listed.length === 0 ? ['The library shows no token.'] : listed.flatMap(describeToken));
    });
}

/** Bytes as base64, as JSON has no other way. */
function forPrograms({ keys, certificates, ...token }: ListedToken): object {
  return {
    ...token,
    keys: keys.map(({ spkiDer, ...key }) => ({ ...key, spkiBase64: spkiDer && base64(spkiDer) })),
    certificates: certificates.map(({ der, ...each }) => ({ ...each, derBase64: base64(der) })),
  };
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

async function withContent(
  token: TokenDescription,
  modulePath: string,
  choice: TokenChoice,
): Promise<ListedToken> {
  if (!token.initialised)
    return { ...token, uri: null, loggedIn: false, keys: [], certificates: [], mechanisms: [] };
  const uri = formatPkcs11Uri({ token: token.label, serial: token.serial });
  const login = await loginFor(token, choice);
  // By its slot as well: two tokens that nobody can tell apart are still listed, each for itself.
  const exactly = formatPkcs11Uri({ token: token.label, serial: token.serial, slotId: token.slotId });
  const opened = await openToken({ modulePath, uri: exactly, ...(login ?? { login: false }) });
  try {
    return {
      ...token,
      uri,
      loggedIn: login !== null,
      keys: await opened.listKeys(),
      certificates: await opened.listCertificates(),
      mechanisms: opened.mechanismNames(),
    };
  } finally {
    await opened.close();
  }
}

/** A PIN is only ever tried on the one token that was named. */
async function loginFor(token: TokenDescription, choice: TokenChoice): Promise<{ pin: string } | null> {
  const named = choice.key ?? process.env.PKCS11_URI;
  if (named === undefined && !developmentSource(choice, process.env)) return null;
  const chosen = await chooseToken(choice, process.env);
  const uri = parsePkcs11Uri(chosen.uri);
  const isNamed = uri.token === token.label && (uri.serial === undefined || uri.serial === token.serial);
  return isNamed && chosen.pin !== undefined ? { pin: chosen.pin } : null;
}
