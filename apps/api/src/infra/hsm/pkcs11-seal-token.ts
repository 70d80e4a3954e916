import type { SignatureAlgorithm } from '@sealwright/signing-core';
import type { KeyProbe } from '@sealwright/signing-core/pkcs11';
import { SealToken, type SigningPurpose } from '../../ports/seal-token.js';
import type { TokenHost } from './token-host.js';

export class Pkcs11SealToken extends SealToken {
  /** @param readLeafDer the seal certificate, read anew each time */
  constructor(
    private readonly host: TokenHost,
    private readonly readLeafDer: () => Uint8Array,
  ) {
    super();
  }

  override async probe(): Promise<KeyProbe> {
    return (await this.host.ask({ op: 'probe' })) as KeyProbe;
  }

  override async selfTest(): Promise<{ algorithm: SignatureAlgorithm; spkiDer: Uint8Array }> {
    return (await this.host.ask({ op: 'self-test' })) as {
      algorithm: SignatureAlgorithm;
      spkiDer: Uint8Array;
    };
  }

  override async signDigest(digest: Uint8Array, purpose: SigningPurpose): Promise<Uint8Array> {
    const certificateDer = this.readLeafDer();
    return (await this.host.ask({ op: 'sign', digest, certificateDer, purpose })) as Uint8Array;
  }

  override async recover(): Promise<void> {
    await this.host.recover();
  }

  override pinChanged(): boolean {
    return this.host.pinChanged();
  }

  override async close(): Promise<void> {
    await this.host.close();
  }
}
