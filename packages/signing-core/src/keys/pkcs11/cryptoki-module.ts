import type * as Pkcs11js from 'pkcs11js';
import { CKF, CKR } from './cryptoki.js';
import { TokenError } from './token-error.js';
import { cryptokiCode } from './translate-error.js';

/** Cryptoki is one per process and library (PKCS#11 v2.40 § 5.4), so this map is the process's only state. */
const loadedModules = new Map<string, Promise<CryptokiModule>>();

/**
 * One loaded PKCS#11 library. Many tokens may share it. Ordinary calls run side by side through `shared`;
 * `reinitialise` waits until all of them are done, because C_Finalize under a running C_Sign kills the process.
 */
export class CryptokiModule {
  /** Grows with each `reinitialise`: a session or handle of an older generation is dead. */
  generation = 1;
  private users = 0;
  private running = 0;
  private idle: (() => void) | null = null;
  private exclusive: Promise<void> = Promise.resolve();

  private constructor(
    private readonly modulePath: string,
    readonly calls: Pkcs11js.PKCS11,
  ) {}

  /**
   * Loads and initialises the library, once per process and path; every `acquire` needs its `release`.
   *
   * @throws TokenError `token-module-missing` when the binding or the library cannot be loaded.
   */
  static async acquire(modulePath: string): Promise<CryptokiModule> {
    const loading = loadedModules.get(modulePath) ?? CryptokiModule.load(modulePath);
    loadedModules.set(modulePath, loading);
    try {
      const module = await loading;
      module.users += 1;
      return module;
    } catch (error) {
      if (loadedModules.get(modulePath) === loading) loadedModules.delete(modulePath);
      throw error;
    }
  }

  private static async load(modulePath: string): Promise<CryptokiModule> {
    const binding = await importBinding();
    const calls = new binding.PKCS11();
    try {
      calls.load(modulePath);
    } catch (cause) {
      throw new TokenError(
        'token-module-missing',
        'The PKCS#11 library could not be loaded; check that PKCS11_MODULE names the library file of your token.',
        { cause },
      );
    }
    const module = new CryptokiModule(modulePath, calls);
    module.initialise();
    return module;
  }

  /** Gives the library back; the last user finalises it. */
  async release(): Promise<void> {
    this.users -= 1;
    if (this.users > 0) return;
    await this.alone(() => {
      if (this.users > 0) return;
      loadedModules.delete(this.modulePath);
      this.finalise();
      this.calls.close();
    });
  }

  /** Runs calls beside others. MUST NOT be nested, or `reinitialise` would wait for itself. */
  async shared<T>(work: () => Promise<T>): Promise<T> {
    await this.exclusive;
    this.running += 1;
    try {
      return await work();
    } finally {
      this.running -= 1;
      if (this.running === 0) this.idle?.();
    }
  }

  /** C_Finalize and C_Initialize: the only thing that brings back a token that was away. */
  async reinitialise(): Promise<void> {
    await this.alone(() => {
      this.generation += 1;
      this.finalise();
      try {
        this.initialise();
      } catch (cause) {
        // It could be started before, so what is missing now is the token below it (SoftHSM without its folder).
        throw new TokenError(
          'token-lost',
          'The token library cannot be started again while its token is away.',
          {
            cause,
          },
        );
      }
    });
  }

  private async alone(work: () => void): Promise<void> {
    const turn = this.exclusive.then(async () => {
      if (this.running > 0) {
        await new Promise<void>((resolve) => {
          this.idle = resolve;
        });
        this.idle = null;
      }
      work();
    });
    // A failed turn must not poison the calls queued behind it; the caller of this one still hears of it.
    this.exclusive = turn.catch(() => undefined);
    await turn;
  }

  private initialise(): void {
    try {
      // Without CKF_OS_LOCKING_OK parallel sessions corrupt the library's memory (segfaults were measured).
      this.calls.C_Initialize({ flags: CKF.OS_LOCKING_OK });
    } catch (cause) {
      if (cryptokiCode(cause) === CKR.CRYPTOKI_ALREADY_INITIALIZED) return;
      throw new TokenError(
        'token-module-missing',
        'The PKCS#11 library could not be started; check its own configuration (for SoftHSM: SOFTHSM2_CONF).',
        { cause },
      );
    }
  }

  private finalise(): void {
    try {
      this.calls.C_Finalize();
    } catch (cause) {
      if (cryptokiCode(cause) === null) throw cause;
      // A library that already gave up (removed device) may refuse to finalise; initialising decides.
    }
  }
}

async function importBinding(): Promise<typeof Pkcs11js> {
  try {
    const imported = await import('pkcs11js');
    return imported.default;
  } catch (cause) {
    throw new TokenError(
      'token-module-missing',
      'The native PKCS#11 binding (pkcs11js) is not built on this machine; install a C++ compiler and Python, then install again.',
      { cause },
    );
  }
}
