import { type DigestSigner, parseCertificate, type SignatureAlgorithm } from '@sealwright/signing-core';
import { openSealSigner } from '@sealwright/signing-core/pkcs11';
import { developmentToken } from '../provisioning/development-token.js';
import { readPemCertificates } from '../provisioning/seal-certificate.js';
import { chooseToken, type TokenChoice } from '../token/configured-token.js';
import { developmentJournalFile, keepJournal } from '../token/keep-journal.js';
import { readInput } from './input-file.js';

export interface KeyChoice extends TokenChoice {
  readonly algorithm?: SignatureAlgorithm;
  /** PEM files with certificates of the key that are not in its token. */
  readonly chain?: readonly string[];
}

/** A key that is ready to sign. */
export interface OpenKey {
  readonly signer: DigestSigner;
  /** How a person would name it. */
  readonly description: string;
  readonly token: { readonly label: string; readonly soft: boolean };
  /** Ours, for trying things out, under a root that nobody else trusts. */
  readonly isDevelopment: boolean;
  readonly created: boolean;
  /** PEM texts of roots this key is known to lead to. */
  readonly rootsPem: readonly string[];
  /** Where those roots stand, for the development key. */
  readonly trustFile: string | null;
  close(): Promise<void>;
}

/**
 * The key that --key names, or without it the development key below the data folder, made when absent.
 *
 * @throws TokenError, CliError with what is missing.
 */
export async function openKey(choice: KeyChoice, dataDir: string): Promise<OpenKey> {
  return choice.key === undefined ? openDevelopmentKey(choice, dataDir) : openNamedKey(choice);
}

async function openDevelopmentKey(choice: KeyChoice, dataDir: string): Promise<OpenKey> {
  const development = await developmentToken({ dataDir });
  const { modulePath, uri, pin, certificatesDer, trustedRootsPem, trustFile, created } = development;
  const { algorithm } = choice;
  const key = await openSealSigner({
    modulePath,
    uri,
    pin,
    certificatesDer,
    ...(algorithm === undefined ? {} : { algorithm }),
    ...keepJournal(developmentJournalFile(dataDir, process.env), 'seal'),
  });
  return { ...described(key, uri), isDevelopment: true, created, rootsPem: [trustedRootsPem], trustFile };
}

async function openNamedKey(choice: KeyChoice): Promise<OpenKey> {
  const { journalFile, ...chosen } = await chooseToken(choice, process.env);
  const chainPem = (choice.chain ?? chainFromEnvironment()).map((path) => readInput(path).toString('utf8'));
  const given = chainPem.flatMap(readPemCertificates);
  const key = await openSealSigner({
    ...chosen,
    certificatesDer: given.map(({ raw }) => new Uint8Array(raw)),
    ...(choice.algorithm === undefined ? {} : { algorithm: choice.algorithm }),
    ...keepJournal(journalFile, 'seal'),
  });
  // A root that the operator hands over with the chain is one he means.
  const roots = given.filter((each) => each.ca && each.subject === each.issuer).map(String);
  return {
    ...described(key, chosen.uri),
    isDevelopment: false,
    created: false,
    rootsPem: roots,
    trustFile: null,
  };
}

/** Certificates of another key in there do no harm: the key picks its own. */
function chainFromEnvironment(): string[] {
  const file = process.env.SEAL_CHAIN_FILE;
  return file ? [file] : [];
}

function described(
  key: Awaited<ReturnType<typeof openSealSigner>>,
  uri: string,
): Pick<OpenKey, 'signer' | 'description' | 'token' | 'close'> {
  const { label, soft, model } = key.token;
  const [leafDer] = key.signer.certificateChainDer;
  const holder = leafDer ? parseCertificate(leafDer).displayName : 'key';
  return {
    signer: key.signer,
    description: `${holder}, ${key.algorithm}, in token ${JSON.stringify(label)} (${model}${soft ? ', software' : ''}) as ${withoutPin(uri)}`,
    token: { label, soft },
    close: () => key.close(),
  };
}

/** A PIN in the URI's query is not repeated in any output. */
function withoutPin(uri: string): string {
  return uri.split('?', 1)[0] ?? uri;
}
