import {
  formatPkcs11Uri,
  initialiseToken,
  listTokens,
  openToken,
  type TokenDescription,
} from '@sealwright/signing-core/pkcs11';
import { type Command, InvalidArgumentError } from 'commander';
import { CliError, exitCodes } from '../terminal/cli-error.js';
import { writeLines, writeResult } from '../terminal/output.js';
import { promptVisible } from '../terminal/prompt.js';
import { chosenModule } from '../token/configured-token.js';
import { readPin } from '../token/read-pin.js';
import { addModuleChoice } from './token-choice.js';

interface Options {
  readonly module?: string;
  readonly label: string;
  readonly slot?: number;
  readonly soPinFile?: string;
  readonly pinFile?: string;
  readonly force?: boolean;
  readonly confirmLabel?: string;
  readonly json?: boolean;
}

/** `sealwright token init`: gives an empty token its label and PINs; wipes one only when told twice. */
export function addTokenInit(token: Command): void {
  addModuleChoice(token.command('init'))
    .description('initialise an empty token: label, security officer PIN, user PIN')
    .requiredOption('--label <text>', 'label of the token, at most 32 bytes')
    .option('--slot <id>', 'slot of the token; the first empty one when left out', readSlot)
    .option('--so-pin-file <file>', 'file with the security officer PIN (PKCS11_SO_PIN_FILE, PKCS11_SO_PIN)')
    .option('--pin-file <file>', 'file with the new user PIN (PKCS11_PIN_FILE, PKCS11_PIN)')
    .option('--force', 'wipe a token that is initialised already; destroys its keys for good')
    .option('--confirm-label <text>', 'with --force: the present label of the token, typed out')
    .action(async (options: Options) => {
      const modulePath = chosenModule(options, process.env);
      const target = chooseTarget(await listTokens(modulePath), options);
      if (target.initialised) await requireConsent(target, modulePath, options);
      const done = await initialiseToken(modulePath, {
        label: options.label,
        slotId: target.slotId,
        ...(target.initialised ? { wipeLabel: target.label } : {}),
        ...(await readPins(options, process.env)),
      });
      const uri = formatPkcs11Uri({ token: done.label, serial: done.serial });
      if (options.json) return writeResult({ ...done, uri, wiped: target.initialised });
      writeLines([
        `Initialised token ${JSON.stringify(done.label)} (${done.manufacturer}, serial ${done.serial}).`,
        `  ${uri}`,
        'Next: sealwright token generate --key … --label … makes a seal key in it.',
      ]);
    });
}

function chooseTarget(tokens: readonly TokenDescription[], { slot, label }: Options): TokenDescription {
  const found =
    slot === undefined
      ? tokens.find((each) => !each.initialised)
      : tokens.find((each) => each.slotId === slot);
  if (slot === undefined && tokens.some((each) => each.initialised && each.label === label)) {
    throw new CliError(
      'token-label-taken',
      `A token labelled ${JSON.stringify(label)} is there already; a URI could not tell the two apart. Choose another label.`,
    );
  }
  if (found) return found;
  throw new CliError(
    'token-not-found',
    slot === undefined
      ? 'The library shows no empty token; name the slot of one that may be wiped with --slot (sealwright token list).'
      : `The library shows no token in slot ${slot}; sealwright token list shows the slots.`,
  );
}

/** Initialising destroys every key without a way back, so the owner types out which token is meant. */
async function requireConsent(target: TokenDescription, modulePath: string, options: Options): Promise<void> {
  const name = JSON.stringify(target.label);
  if (!options.force) {
    throw new CliError(
      'token-holds-keys',
      `The token ${name} in slot ${target.slotId} is in use: ${await contentOf(target, modulePath)}. Initialising destroys all of it for good. If that is what you want: --force --confirm-label ${name}.`,
    );
  }
  const typed =
    options.confirmLabel ??
    (process.stdin.isTTY
      ? await promptVisible(`Type the label of the token to destroy its keys (${name}): `)
      : '');
  if (typed === target.label) return;
  throw new CliError(
    'label-not-confirmed',
    `Nothing was changed: to wipe the token, give its present label ${name} with --confirm-label.`,
  );
}

async function contentOf(target: TokenDescription, modulePath: string): Promise<string> {
  const uri = formatPkcs11Uri({ token: target.label, serial: target.serial });
  const opened = await openToken({ modulePath, uri, login: false });
  try {
    const keys = await opened.listKeys();
    const certificates = await opened.listCertificates();
    return `it shows ${keys.length} public keys and ${certificates.length} certificates, and may hold private keys that need the PIN to be seen`;
  } finally {
    await opened.close();
  }
}

async function readPins(
  options: Options,
  environment: NodeJS.ProcessEnv,
): Promise<{ securityOfficerPin: string; userPin: string }> {
  if (options.soPinFile === '-' && options.pinFile === '-') {
    throw new CliError('usage', 'Only one of the two PINs can come from standard input.', {
      exitCode: exitCodes.usage,
    });
  }
  const securityOfficerPin = await readPin({
    file: options.soPinFile,
    variable: environment.PKCS11_SO_PIN,
    variableFile: environment.PKCS11_SO_PIN_FILE,
    question: 'Security officer PIN: ',
    twice: true,
  });
  const userPin = await readPin({
    file: options.pinFile,
    variable: environment.PKCS11_PIN,
    variableFile: environment.PKCS11_PIN_FILE,
    question: 'New user PIN: ',
    twice: true,
  });
  if (securityOfficerPin !== null && userPin !== null) return { securityOfficerPin, userPin };
  throw new CliError(
    'token-pin-missing',
    'Both PINs are needed: --so-pin-file and --pin-file (or PKCS11_SO_PIN_FILE and PKCS11_PIN_FILE).',
  );
}

function readSlot(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('A slot is a whole number.');
  return Number(text);
}
