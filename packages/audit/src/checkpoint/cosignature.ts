/** C2SP tlog-cosignature, Ed25519: 8 bytes of POSIX seconds, big-endian, then the signature. */
export type Cosignature = { readonly timestampSeconds: number; readonly signature: Uint8Array };

/** The bytes a witness signs for a checkpoint. */
export function cosignedMessage(noteText: string, timestampSeconds: number): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`cosignature/v1\ntime ${timestampSeconds}\n${noteText}`);
}

/** Null for another length, or a time beyond 2^53 seconds. */
export function readCosignature(bytes: Uint8Array): Cosignature | null {
  if (bytes.length !== 72) return null;
  const time = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  if (time > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return { timestampSeconds: Number(time), signature: bytes.subarray(8) };
}

export function writeCosignature({ timestampSeconds, signature }: Cosignature): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(8 + signature.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(timestampSeconds));
  bytes.set(signature, 8);
  return bytes;
}
