import { createHash } from 'node:crypto';
import { parsePkcs11Uri, readPinSource, TokenError } from '@sealwright/signing-core/pkcs11';
import { LogKeyTokens, type LogTokenKey } from '../../ports/log-key-tokens.js';
import { SealTokenError } from '../../ports/seal-token.js';
import type { TokenHost } from './token-host.js';
import type { LogKeyChoice, LogKeyReport } from './token-messages.js';

/** Each PIN that a log key's token refused, by its hash: never tried again. */
interface Refusal {
  readonly pinSha256: string;
  readonly error: SealTokenError;
}

/** The log keys of LOG_KEY_URIS, in the token process beside the seal key. */
export class Pkcs11LogKeyTokens extends LogKeyTokens {
  private known: Promise<readonly LogTokenKey[]> | null = null;
  private readonly refused = new Map<string, Refusal>();
  private isLost = false;

  /** @param uris RFC 7512, one or two, each naming a log key; its token's PIN by `pin-source`, or the seal key's */
  constructor(
    private readonly host: TokenHost,
    private readonly uris: readonly string[],
  ) {
    super();
  }

  override async keys(): Promise<readonly LogTokenKey[]> {
    this.known ??= this.tryAll().catch((error: unknown) => {
      this.known = null;
      throw error;
    });
    return await this.known;
  }

  private async tryAll(): Promise<readonly LogTokenKey[]> {
    if (this.uris.length === 0) {
      throw new SealTokenError(
        'log-key-missing',
        'No log key is named, so no checkpoint can be signed. Make one with "sealwright token generate log-1 --purpose log" and name it in LOG_KEY_URIS.',
      );
    }
    const keys: LogTokenKey[] = [];
    for (const uri of this.uris) {
      const report = await this.ask(
        uri,
        async (key) => (await this.host.askElse({ op: 'try-log-key', key })) as LogKeyReport,
      );
      keys.push(this.describe(uri, report));
    }
    return keys;
  }

  private describe(uri: string, { label, kind, spkiDer, probe }: LogKeyReport): LogTokenKey {
    return {
      ...{ label, algorithm: kind, spkiDer, probe },
      sign: (text, size) =>
        this.ask(
          uri,
          async (key) => (await this.host.askElse({ op: 'sign-note', key, text, size })) as Uint8Array,
        ),
    };
  }

  /** As for the seal key: a lost token comes back by `recover` alone, and a PIN that was wrong is not tried twice. */
  private async ask<T>(uri: string, work: (key: LogKeyChoice) => Promise<T>): Promise<T> {
    const pin = this.pinOf(uri);
    const pinSha256 = createHash('sha256').update(pin.toTell).digest('hex');
    const before = this.refused.get(uri);
    if (before?.pinSha256 === pinSha256) throw before.error;
    try {
      if (this.isLost) await this.host.recover();
      this.isLost = false;
      return await work({ uri, pin: pin.toUse });
    } catch (error) {
      // The seal key's own refusal says nothing of this PIN.
      const isOwn = error !== this.host.pinRefusal;
      if (isOwn && error instanceof SealTokenError && /^token-pin-/.test(error.code)) {
        this.refused.set(uri, { pinSha256, error });
      }
      if (error instanceof SealTokenError && error.code === 'token-lost') this.isLost = true;
      throw error;
    }
  }

  /** The seal key's PIN is only ever given to the seal key's token. */
  private pinOf(uri: string): { readonly toUse: string | null; readonly toTell: string } {
    const log = parsePkcs11Uri(uri);
    if (log.pinSource !== undefined) return { toUse: null, toTell: readFilePin(log.pinSource) };
    const seal = parsePkcs11Uri(this.host.settings.uri);
    const isSameToken = (['token', 'serial', 'slotId', 'modulePath'] as const).every(
      (part) => log[part] === seal[part],
    );
    if (!isSameToken) return { toUse: null, toTell: '' };
    const pin = this.host.settings.readPin();
    return { toUse: pin, toTell: pin };
  }
}

/** Only to notice that it changed; that it cannot be read is said when the token is opened. */
function readFilePin(source: string): string {
  try {
    return readPinSource(source);
  } catch (error) {
    if (error instanceof TokenError) return '';
    throw error;
  }
}
