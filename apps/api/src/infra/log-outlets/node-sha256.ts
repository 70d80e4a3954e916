import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';

type Data = string | ArrayBuffer | ArrayBufferView;

/** SHA-256, or HMAC with a secret, in the shape AWS's signer asks for. */
export class NodeSha256 {
  private state: Hash | Hmac;

  constructor(private readonly secret?: Data) {
    this.state = begin(secret);
  }

  update(data: Data): void {
    this.state.update(toBuffer(data));
  }

  async digest(): Promise<Uint8Array> {
    return this.state.digest();
  }

  reset(): void {
    this.state = begin(this.secret);
  }
}

function begin(secret: Data | undefined): Hash | Hmac {
  return secret === undefined ? createHash('sha256') : createHmac('sha256', toBuffer(secret));
}

function toBuffer(data: Data): Buffer {
  if (typeof data === 'string') return Buffer.from(data);
  if (data instanceof ArrayBuffer) return Buffer.from(data);
  return Buffer.from(data.buffer, data.byteOffset, data.byteLength);
}
