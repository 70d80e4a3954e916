import {
  formatPkcs11Uri,
  listTokens,
  openToken,
  parsePkcs11Uri,
  type TokenDescription,
} from '@sealwright/signing-core/pkcs11';
import type { Command } from 'commander';
import { writeLines, writeResult } from '../terminal/output.js';
import { chosenModule, chosenPin, type TokenChoice } from '../token/configured-token.js';
import { addTokenChoice } from './token-choice.js';

interface ListedToken extends TokenDescription {
  readonly uri: string;
  /** Only of the token that --key or PKCS11_URI names: a PIN is never tried on another token. */
  readonly keys?: readonly { label: string; idHex: string }[];
  readonly mechanisms?: readonly string[];
}

/** `sealwright token list`: the tokens of a library, with keys and mechanisms of the one we may log in to. */
export function addTokenList(token: Command): void {
  addTokenChoice(token.command('list'))
    .description('list tokens, and keys and mechanisms of the configured one')
    .option('--json', 'one JSON object on standard output')
    .action(async (options: TokenChoice & { json?: boolean }) => {
      const modulePath = chosenModule(options, process.env);
      const tokens = (await listTokens(modulePath)).filter((each) => each.initialised);
      const listed = await Promise.all(tokens.map((each) => withContent(each, modulePath, options)));
      if (options.json) return writeResult({ tokens: listed });
      writeLines(listed.length === 0 ? ['The library shows no token.'] : listed.flatMap(describe));
    });
}

async function withContent(
  token: TokenDescription,
  modulePath: string,
  choice: TokenChoice,
): Promise<ListedToken> {
  const uri = formatPkcs11Uri({ token: token.label, serial: token.serial });
  const named = choice.key ?? process.env.PKCS11_URI;
  const pin = chosenPin(choice, process.env);
  if (!named || !pin || parsePkcs11Uri(named).token !== token.label) return { ...token, uri };
  const opened = await openToken({ modulePath, uri, pin });
  try {
    return { ...token, uri, keys: await opened.listKeys(), mechanisms: await opened.mechanismNames() };
  } finally {
    await opened.close();
  }
}

function describe(token: ListedToken): string[] {
  return [
    `${token.label || '(no label)'}  ${token.manufacturer}, ${token.model}, serial ${token.serial}${token.soft ? '  [software]' : ''}`,
    `  ${token.uri}`,
    ...(token.pinState === 'ok' ? [] : [`  PIN: ${token.pinState}`]),
    ...(token.keys ?? []).map((key) => `  key ${JSON.stringify(key.label)} id ${key.idHex || 'none'}`),
    ...(token.mechanisms
      ? [`  mechanisms: ${token.mechanisms.filter((name) => name.startsWith('CKM_')).join(' ')}`]
      : []),
  ];
}
