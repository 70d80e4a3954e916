import { createHash, randomBytes } from 'node:crypto';
import { type DigestName, digestByteLength } from './digest-signer.js';

/** DER of DigestInfo up to the digest (RFC 8017 § 9.2, note 1). */
const digestInfoPrefixes: Readonly<Record<DigestName, Buffer>> = {
  sha256: Buffer.from('3031300d060960864801650304020105000420', 'hex'),
  sha384: Buffer.from('3041300d060960864801650304020205000430', 'hex'),
  sha512: Buffer.from('3051300d060960864801650304020305000440', 'hex'),
};

/** What PKCS#1 v1.5 pads: the digest with its algorithm in front. */
export function digestInfo(digest: Uint8Array, name: DigestName): Buffer {
  return Buffer.concat([digestInfoPrefixes[name], digest]);
}

/**
 * EMSA-PSS over a ready digest (RFC 8017 § 9.1.1): MGF1 with the same hash, random salt as long as the digest.
 * Answers the block of the modulus's length that raw RSA then signs.
 */
export function encodePss(digest: Uint8Array, name: DigestName, modulusBits: number): Buffer {
  const encodedBits = modulusBits - 1;
  const encodedBytes = Math.ceil(encodedBits / 8);
  const salt = randomBytes(digestByteLength(name));
  const hash = createHash(name).update(Buffer.alloc(8)).update(digest).update(salt).digest();
  const dataBlock = Buffer.alloc(encodedBytes - hash.length - 1);
  dataBlock[dataBlock.length - salt.length - 1] = 1;
  salt.copy(dataBlock, dataBlock.length - salt.length);
  const mask = generateMask(hash, dataBlock.length, name);
  const masked = dataBlock.map((byte, index) => byte ^ (mask[index] ?? 0));
  masked[0] = (masked[0] ?? 0) & (0xff >> (8 * encodedBytes - encodedBits));
  const encoded = Buffer.concat([masked, hash, Buffer.of(0xbc)]);
  return Buffer.concat([Buffer.alloc(Math.ceil(modulusBits / 8) - encodedBytes), encoded]);
}

/** MGF1 (RFC 8017 § B.2.1). */
function generateMask(seed: Buffer, byteLength: number, name: DigestName): Buffer {
  const blocks: Buffer[] = [];
  for (let counter = 0; blocks.length * seed.length < byteLength; counter++) {
    const counterBytes = Buffer.alloc(4);
    counterBytes.writeUInt32BE(counter);
    blocks.push(createHash(name).update(seed).update(counterBytes).digest());
  }
  return Buffer.concat(blocks).subarray(0, byteLength);
}
