import type { NoteSigner } from '@sealwright/audit/log';

/** The keys that sign the log's checkpoints, in their token. Two of them while one replaces the other. */
export abstract class LogSigners {
  /**
   * @param origin name of the log, which is also the name of its keys
   * @returns at least one signer; each signs the checkpoint's text it is given and nothing else
   * @throws SealTokenError when the token cannot be asked or has no key of the log; the message says so to a person
   */
  abstract signers(origin: string): Promise<readonly NoteSigner[]>;
}
