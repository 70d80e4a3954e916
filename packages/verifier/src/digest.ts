/** SHA-256, with WebCrypto: in Node and in a browser alike. */
export async function sha256(bytes: Uint8Array): Promise<Uint8Array> {
  return digestOf('sha256', bytes);
}

export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  return toHex(await sha256(bytes));
}

const NAMES = { sha1: 'SHA-1', sha256: 'SHA-256', sha384: 'SHA-384', sha512: 'SHA-512' } as const;

export async function digestOf(algorithm: keyof typeof NAMES, bytes: Uint8Array): Promise<Uint8Array> {
  // WebCrypto does not take views on shared memory, and the types know.
  return new Uint8Array(await globalThis.crypto.subtle.digest(NAMES[algorithm], new Uint8Array(bytes)));
}

export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Null when it is not pairs of hexadecimal digits. */
export function fromHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/.test(text)) return null;
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}
