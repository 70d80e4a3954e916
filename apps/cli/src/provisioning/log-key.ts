import {
  formatPkcs11Uri,
  isLogKeyLabel,
  type KeyProbe,
  type LogKeyKind,
  type Pkcs11Token,
} from '@sealwright/signing-core/pkcs11';
import { CliError } from '../terminal/cli-error.js';
import type { TokenSource } from './token-source.js';

/** The log key a platform signs its checkpoints with, and the variable that names it. */
export interface LogKeySummary {
  readonly label: string;
  readonly kind: LogKeyKind;
  readonly origin: KeyProbe['origin'];
  readonly uri: string;
}

export interface LogKeyResult {
  /** Null: none is there and none was asked for; the log then waits and says so. */
  readonly logKey: LogKeySummary | null;
  readonly created: boolean;
}

/**
 * The log key in the seal key's token; made when there is none and the token is ours, or a key was asked for. Of several
 * the first by name is the one in use: a key that was made to be the next one changes nothing until LOG_KEY_URIS names it.
 *
 * @throws CliError `token-key-exportable`
 */
export async function ensureLogKey(
  token: Pkcs11Token,
  source: TokenSource,
  wish: { readonly year: number; readonly generate: boolean },
): Promise<LogKeyResult> {
  const known = (await token.listKeys()).map(({ label }) => label).filter(isLogKeyLabel);
  const first = known.sort()[0];
  if (first !== undefined) return { logKey: await describe(token, source, first), created: false };
  if (!source.managed && !wish.generate) return { logKey: null, created: false };
  const label = `log-${wish.year}`;
  await token.generateLogKey(label);
  return { logKey: await describe(token, source, label), created: true };
}

/** Probed and tried with a real signature, so that what is reported has been seen working. */
async function describe(token: Pkcs11Token, source: TokenSource, label: string): Promise<LogKeySummary> {
  const probe = await token.probe(label);
  if (probe.exportable) {
    throw new CliError(
      'token-key-exportable',
      `The log key ${JSON.stringify(label)} can leave its token, so Sealwright does not sign with it; generate one in the token that cannot.`,
    );
  }
  const { kind } = await token.selfTestLogKey(label);
  // Another object's id would not find this one.
  const { idHex: _sealKeyId, ...place } = source.uri;
  return { label, kind, origin: probe.origin, uri: formatPkcs11Uri({ ...place, object: label }) };
}
