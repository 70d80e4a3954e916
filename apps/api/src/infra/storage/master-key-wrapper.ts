import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { AppError } from '../../domain/app-error.js';
import { KeyWrapper, type WrapContext } from '../../ports/key-wrapper.js';

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Wraps data keys with a master key that is given to the process: nonce ‖ AES-256-GCM(data key) ‖ tag, the organisation
 * and the content's hash as associated data. Random 96-bit nonces are safe for 2^32 wraps under one key (SP 800-38D § 8.3).
 */
export class MasterKeyWrapper extends KeyWrapper {
  /** Derived from the key without revealing it, so a wrong master key is recognised before anything is read. */
  override readonly keyId: string;

  /** @param masterKey 32 bytes */
  constructor(private readonly masterKey: Uint8Array) {
    super();
    if (masterKey.length !== 32) throw new TypeError('A master key has 32 bytes.');
    this.keyId = `mk-${createHmac('sha256', masterKey).update('sealwright master key id').digest('hex').slice(0, 16)}`;
  }

  override async wrap(dataKey: Uint8Array, context: WrapContext): Promise<Uint8Array> {
    const nonce = randomBytes(NONCE_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.masterKey, nonce).setAAD(associatedData(context));
    return Buffer.concat([nonce, cipher.update(dataKey), cipher.final(), cipher.getAuthTag()]);
  }

  override async unwrap(wrappedKey: Uint8Array, keyId: string, context: WrapContext): Promise<Uint8Array> {
    if (keyId !== this.keyId) {
      throw new AppError(
        'master-key-wrong',
        'A stored file was encrypted under another master key than the one given.',
      );
    }
    const bytes = Buffer.from(wrappedKey);
    try {
      const decipher = createDecipheriv(ALGORITHM, this.masterKey, bytes.subarray(0, NONCE_BYTES))
        .setAAD(associatedData(context))
        .setAuthTag(bytes.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
    } catch (cause) {
      throw new AppError('blob-damaged', 'The key of a stored file cannot be opened.', { cause });
    }
  }
}

function associatedData({ organisationId, sha256Hex }: WrapContext): Buffer {
  return Buffer.from(`sealwright-key-v1|${organisationId}|${sha256Hex}`);
}
