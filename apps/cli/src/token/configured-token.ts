import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { SignatureAlgorithm } from '@sealwright/signing-core';
import { openToken, type Pkcs11Token, parsePkcs11Uri } from '@sealwright/signing-core/pkcs11';
import { installedSoftHsm, resolveTokenSource } from '../provisioning/token-source.js';
import { CliError } from '../terminal/cli-error.js';
import { developmentJournalFile, journalFileOf, keepJournal } from './keep-journal.js';
import { readPin } from './read-pin.js';

/** Choices of the command line; each falls back to the variable of the same meaning. */
export interface TokenChoice {
  readonly module?: string;
  readonly key?: string;
  readonly pinFile?: string;
}

/** A token, a key in it, and the way in. */
export interface ChosenToken {
  readonly modulePath: string;
  readonly uri: string;
  /** Left out for a token with a keypad of its own, or whose URI carries the PIN. */
  readonly pin?: string;
  /** Where signatures with this token are written down; null where no platform is named that keeps a journal. */
  readonly journalFile: string | null;
}

/** @throws CliError `token-module-missing` with the remedy. */
export function chosenModule(choice: TokenChoice, environment: NodeJS.ProcessEnv): string {
  const uri = choice.key ?? environment.PKCS11_URI;
  const modulePath =
    (uri === undefined ? undefined : parsePkcs11Uri(uri).modulePath) ??
    choice.module ??
    environment.PKCS11_MODULE ??
    developmentSource(choice, environment)?.modulePath ??
    // Named without its library: SoftHSM is the one every development machine has.
    (uri || environment.SOFTHSM2_CONF ? installedSoftHsm() : undefined);
  if (modulePath) return modulePath;
  throw new CliError(
    'token-module-missing',
    'Say which PKCS#11 library to use with --module or PKCS11_MODULE, or start the platform once: npm start.',
  );
}

/**
 * What --key, --module and --pin-file choose, then PKCS11_URI, PKCS11_MODULE, PKCS11_PIN and PKCS11_PIN_FILE, and where
 * nothing at all is named the development token of the data folder, when there is one. Asks for the PIN on a terminal.
 */
export async function chooseToken(choice: TokenChoice, environment: NodeJS.ProcessEnv): Promise<ChosenToken> {
  const modulePath = chosenModule(choice, environment);
  const development = developmentSource(choice, environment);
  if (development) {
    const { uri, pin, dataDir } = development;
    return { modulePath, uri, pin, journalFile: developmentJournalFile(dataDir, environment) };
  }
  const uri = choice.key ?? environment.PKCS11_URI;
  if (!uri) {
    throw new CliError(
      'token-uri-missing',
      'Name the key with --key or PKCS11_URI, e.g. pkcs11:token=…;object=…; sealwright token list shows what is there.',
    );
  }
  const pin = await chosenPin(choice, environment);
  return { modulePath, uri, ...(pin === null ? {} : { pin }), journalFile: journalFileOf(environment) };
}

/** The PIN, or null when the URI brings it along or the token has a keypad; asked for where a person sits. */
export async function chosenPin(choice: TokenChoice, environment: NodeJS.ProcessEnv): Promise<string | null> {
  const uri = choice.key ?? environment.PKCS11_URI;
  const { pinValue, pinSource } = uri === undefined ? {} : parsePkcs11Uri(uri);
  if (choice.key !== undefined && pinValue !== undefined) {
    process.stderr.write(
      'sealwright: a PIN on the command line can be read by every user of this machine; use pin-source or --pin-file\n',
    );
  }
  const uriHasPin = choice.pinFile === undefined && (pinValue ?? pinSource) !== undefined;
  if (uriHasPin) return null;
  return readPin({
    file: choice.pinFile,
    variable: environment.PKCS11_PIN,
    variableFile: environment.PKCS11_PIN_FILE,
    question: 'PIN of the token: ',
  });
}

/**
 * Opens the token that the choice or the environment names. The PIN is tried once. What it signs stands in the token
 * journal, with the name of the command.
 */
export async function openConfiguredToken(
  choice: TokenChoice,
  environment: NodeJS.ProcessEnv,
  command: string,
  algorithm?: SignatureAlgorithm,
): Promise<Pkcs11Token> {
  const { journalFile, ...chosen } = await chooseToken(choice, environment);
  const wish = algorithm === undefined ? {} : { algorithm };
  return openToken({ ...chosen, ...wish, ...keepJournal(journalFile, command) });
}

/** The token that `npm start` or `sealwright seal` made, when neither option nor variable names another. */
export function developmentSource(
  choice: TokenChoice,
  environment: NodeJS.ProcessEnv,
): { modulePath: string; uri: string; pin: string; dataDir: string } | null {
  const { PKCS11_MODULE, PKCS11_URI, SOFTHSM2_CONF } = environment;
  const dataDir = resolve(environment.SEALWRIGHT_DATA ?? '.data');
  const ours = !SOFTHSM2_CONF || resolve(SOFTHSM2_CONF) === join(dataDir, 'token', 'softhsm2.conf');
  if (choice.module || choice.key || PKCS11_MODULE || PKCS11_URI || !ours) return null;
  if (!existsSync(join(dataDir, 'token', 'softhsm2.conf'))) return null;
  const source = resolveTokenSource(dataDir, environment);
  const uri = `pkcs11:token=${source.uri.token}`;
  return { modulePath: source.modulePath, uri, pin: source.pin, dataDir };
}
