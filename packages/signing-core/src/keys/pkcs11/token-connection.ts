import { CKF, CKR, CKU } from './cryptoki.js';
import { CryptokiModule } from './cryptoki-module.js';
import { type FoundSlot, findSlot, type TokenDescription } from './find-slot.js';
import type { Pkcs11Uri } from './pkcs11-uri.js';
import { type Session, SessionPool } from './session-pool.js';
import { TokenError, type TokenErrorCode } from './token-error.js';
import { cryptokiCode, translateError } from './translate-error.js';

export interface ConnectionOptions {
  readonly modulePath: string;
  readonly uri: Pkcs11Uri;
  /** Null: the token asks on its own keypad, or (`login: false`) nobody logs in. */
  readonly pin: string | null;
  /** False: only what the token shows to everybody, which is certificates and public keys. */
  readonly login: boolean;
  readonly sessionCount: number;
}

interface OpenState {
  readonly generation: number;
  readonly slot: FoundSlot;
  readonly mechanisms: ReadonlySet<number>;
  readonly pool: SessionPool;
}

/** A logged-in connection to one token, which survives that token being unplugged and returned. */
export class TokenConnection {
  private open: OpenState | null = null;
  private opening: Promise<OpenState> | null = null;
  private pinRefusal: TokenError | null = null;
  private closed = false;

  private constructor(
    private readonly module: CryptokiModule,
    private readonly options: ConnectionOptions,
  ) {}

  static async create(options: ConnectionOptions): Promise<TokenConnection> {
    const module = await CryptokiModule.acquire(options.modulePath);
    const connection = new TokenConnection(module, options);
    try {
      await module.shared(() => connection.ensureOpen());
      return connection;
    } catch (error) {
      await module.release();
      throw error;
    }
  }

  /** Grows when handles found earlier must be looked up again. */
  get generation(): number {
    return this.module.generation;
  }

  /** The token as it introduced itself when the connection was last opened. */
  get token(): TokenDescription {
    if (!this.open) throw lost();
    return this.open.slot.token;
  }

  /** Runs `work` on a session of its own; Cryptoki's refusals come out as TokenErrors. */
  async run<T>(
    work: (session: Session) => Promise<T> | T,
    refusal: { code: TokenErrorCode; sentence: string } = requestRefused,
  ): Promise<T> {
    return this.module.shared(async () => {
      try {
        const { pool } = await this.ensureOpen();
        return await pool.use(work);
      } catch (error) {
        throw translateError(error, refusal.code, refusal.sentence);
      }
    });
  }

  /** Mechanisms the token's slot offers for signing, wrapping and the rest, by number. */
  get mechanisms(): ReadonlySet<number> {
    if (!this.open) throw lost();
    return this.open.mechanisms;
  }

  /** Logs in again for one operation, where the key asks for it (CKA_ALWAYS_AUTHENTICATE). */
  loginForOneOperation(session: Session): void {
    this.login(() => session.calls.C_Login(session.handle, contextSpecific, this.options.pin ?? undefined));
  }

  /** Finalize, initialize, find the token, log in. Fails with `token-not-found` while the token is away. */
  async recover(): Promise<void> {
    this.refuseAfterClose();
    if (this.pinRefusal) throw this.pinRefusal;
    this.open = null;
    await this.module.reinitialise();
    await this.module.shared(() => this.ensureOpen());
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    const state = this.open;
    if (state && state.generation === this.module.generation) {
      await this.module.shared(() => state.pool.close());
    }
    this.open = null;
    await this.module.release();
  }

  private async ensureOpen(): Promise<OpenState> {
    this.refuseAfterClose();
    if (this.open?.generation === this.module.generation) return this.open;
    this.opening ??= this.openSessions().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  private async openSessions(): Promise<OpenState> {
    if (this.pinRefusal) throw this.pinRefusal;
    try {
      const { calls, generation } = this.module;
      const slot = findSlot(calls, this.options.uri);
      if (this.options.login) refuseRiskyLogin(slot.token, this.options.pin);
      const sessions = this.startSessions(slot);
      const mechanisms = new Set(calls.C_GetMechanismList(slot.handle));
      this.open = { generation, slot, mechanisms, pool: new SessionPool(sessions) };
      return this.open;
    } catch (error) {
      throw translateError(error, 'token-request-refused', 'The token refused to open a session');
    }
  }

  private startSessions(slot: FoundSlot): Session[] {
    const { calls } = this.module;
    // Read-write, because the probe must see the token refuse a change, not the session.
    const flags = CKF.SERIAL_SESSION | CKF.RW_SESSION;
    const first: Session = { calls, handle: calls.C_OpenSession(slot.handle, flags) };
    try {
      if (this.options.login) {
        this.login(() => calls.C_Login(first.handle, CKU.USER, this.options.pin ?? undefined));
      }
    } catch (error) {
      calls.C_CloseSession(first.handle);
      throw error;
    }
    const others = Array.from({ length: this.options.sessionCount - 1 }, () => ({
      calls,
      handle: calls.C_OpenSession(slot.handle, flags),
    }));
    return [first, ...others];
  }

  private login(attempt: () => void): void {
    try {
      attempt();
    } catch (error) {
      if (cryptokiCode(error) === CKR.USER_ALREADY_LOGGED_IN) return;
      const refusal = translateError(error, 'token-request-refused', 'The token refused the login');
      // Remembered, so that no later call tries the same PIN again: three tries lock most tokens for good.
      if (refusal instanceof TokenError && refusal.code.startsWith('token-pin-')) this.pinRefusal = refusal;
      throw refusal;
    }
  }

  private refuseAfterClose(): void {
    if (this.closed) throw new TokenError('token-lost', 'The connection to the token was closed.');
  }
}

/** CKU_CONTEXT_SPECIFIC (PKCS#11 v2.40 § 5.6, C_Login). */
const contextSpecific = 2;

const requestRefused = {
  code: 'token-request-refused',
  sentence: 'The token refused the request',
} as const;

function refuseRiskyLogin(token: TokenDescription, pin: string | null): void {
  if (pin === null && !token.hasKeypad) {
    throw new TokenError(
      'token-pin-missing',
      'The token needs its PIN, and none was given: name a file that holds it (--pin-file, PKCS11_PIN_FILE, or pin-source in the URI).',
    );
  }
  if (token.pinState === 'locked') {
    throw new TokenError(
      'token-pin-locked',
      'The token has locked its PIN; unlock it with the vendor’s tool.',
    );
  }
  if (token.pinState === 'final-try') {
    throw new TokenError(
      'token-pin-locked',
      'One more wrong PIN would lock the token, so no login was tried; log in once with the vendor’s tool to reset the count.',
    );
  }
}

function lost(): TokenError {
  return new TokenError('token-lost', 'The token is not connected.');
}
