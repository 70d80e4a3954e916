import { createHash } from 'node:crypto';
import type { SignatureAlgorithm } from '@sealwright/signing-core';
import { SealTokenError } from '../../ports/seal-token.js';
import { Pkcs11Process } from './pkcs11-process.js';
import type { TokenRequest } from './token-messages.js';

export interface TokenHostSettings {
  readonly modulePath: string;
  /** RFC 7512, naming token and seal key. */
  readonly uri: string;
  /** Read anew for each login, so that a corrected PIN file is noticed. */
  readonly readPin: () => string;
  /** Algorithm of every seal; null: the preferred one of those that key and token can do. */
  readonly algorithm: SignatureAlgorithm | null;
  /** Variables the PKCS#11 library reads itself, such as SOFTHSM2_CONF. */
  readonly libraryEnvironment: Readonly<Record<string, string>>;
  /** Signatures the seal key makes side by side. */
  readonly sessionCount: number;
  /** Where the token process writes down each signature before it hands it out. */
  readonly journalFile: string;
  /** The program of the token process; the one built beside this file when left out. */
  readonly entry?: URL;
}

const openMs = 30_000;
const requestMs = 15_000;
const childEntry = new URL('./pkcs11-child.js', import.meta.url);

/** Keeps one token process alive and asks it; seal key and log keys share it, its library and its journal. */
export class TokenHost {
  private process: Pkcs11Process | null = null;
  private opening: Promise<Pkcs11Process> | null = null;
  /** Hash of the PIN the token refused, with its refusal: that PIN is never tried again. */
  private refused: { readonly pinSha256: string; readonly error: SealTokenError } | null = null;

  constructor(readonly settings: TokenHostSettings) {}

  /** About the seal key: what the token says of the PIN is remembered. @throws SealTokenError */
  async ask(request: TokenRequest): Promise<unknown> {
    const child = await this.opened();
    return await this.noticePin(() => child.ask(request, requestMs));
  }

  /**
   * About another key, whose PIN is no concern of the seal key's. After a wrong PIN it is the seal key's part to try the next
   * one: were it tried here, whoever waits for the PIN to change would not see that it did.
   * @throws SealTokenError
   */
  async askElse(request: TokenRequest): Promise<unknown> {
    if (this.refused) throw this.refused.error;
    const child = await this.opened();
    return await child.ask(request, requestMs);
  }

  /** What the seal key's token said of its PIN, until another one was accepted. */
  get pinRefusal(): SealTokenError | null {
    return this.refused?.error ?? null;
  }

  async recover(): Promise<void> {
    // A fresh process begins with C_Initialize anyway.
    if (!this.process?.alive) await this.opened();
    else await this.ask({ op: 'recover' });
  }

  pinChanged(): boolean {
    return this.refused !== null && this.refused.pinSha256 !== sha256(this.settings.readPin());
  }

  async close(): Promise<void> {
    await this.process?.stop();
    this.process = null;
  }

  private async opened(): Promise<Pkcs11Process> {
    if (this.process?.alive) return this.process;
    this.opening ??= this.open().finally(() => {
      this.opening = null;
    });
    return await this.opening;
  }

  private async open(): Promise<Pkcs11Process> {
    const { modulePath, uri, sessionCount, libraryEnvironment, algorithm, journalFile } = this.settings;
    const pin = this.settings.readPin();
    if (this.refused?.pinSha256 === sha256(pin)) throw this.refused.error;
    const child = new Pkcs11Process(this.settings.entry ?? childEntry, libraryEnvironment);
    try {
      const options = { modulePath, uri, pin, sessionCount, ...(algorithm !== null && { algorithm }) };
      await this.noticePin(() => child.ask({ op: 'open', options, journalFile }, openMs), pin);
    } catch (error) {
      await child.stop();
      throw error;
    }
    this.process = child;
    this.refused = null;
    return child;
  }

  /** A wrong PIN costs the token one of its few tries: remember it and leave the token alone. */
  private async noticePin<T>(work: () => Promise<T>, pin = this.settings.readPin()): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof SealTokenError && /^token-pin-/.test(error.code)) {
        this.refused = { pinSha256: sha256(pin), error };
        await this.close();
      }
      throw error;
    }
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
