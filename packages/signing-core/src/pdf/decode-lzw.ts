import { SigningError } from '../errors.js';
import { damaged } from './damaged.js';

const CLEAR = 256;
const END = 257;
const MOST_CODES = 4096;
const FIRST_ROOM_BYTES = 64 * 1024;

/**
 * LZW as PDF has it (ISO 32000-2 § 7.4.4): codes of 9 to 12 bits, the highest bit first. What ends too early gives what
 * there is. Throws `pdf-damaged`, and `pdf-too-complex` beyond `maxBytes`.
 *
 * @param earlyChange 1 when codes grow one entry before they have to, which is usual; else 0.
 */
export function decodeLzw(data: Uint8Array, maxBytes: number, earlyChange: number): Uint8Array {
  const prefixes = new Uint16Array(MOST_CODES);
  const suffixes = Uint8Array.from({ length: MOST_CODES }, (_, code) => code);
  const lengths = new Uint16Array(MOST_CODES).fill(1);
  const out = new GrowingBytes(maxBytes);
  let next = END + 1;
  let previous = -1;
  let bitAt = 0;
  for (;;) {
    const width =
      next + earlyChange < 512 ? 9 : next + earlyChange < 1024 ? 10 : next + earlyChange < 2048 ? 11 : 12;
    if (bitAt + width > data.length * 8) break;
    const code = readBits(data, bitAt, width);
    bitAt += width;
    if (code === END) break;
    if (code === CLEAR) {
      next = END + 1;
      previous = -1;
      continue;
    }
    if (code > next || (code === next && previous < 0)) throw damaged('compressed data cannot be unpacked');
    if (previous >= 0 && next < MOST_CODES) {
      prefixes[next] = previous;
      // The entry that is just being made begins like the one before it.
      suffixes[next] = firstOf(code === next ? previous : code, prefixes, suffixes, lengths);
      lengths[next] = (lengths[previous] ?? 0) + 1;
      next++;
    }
    out.appendChain(code, prefixes, suffixes, lengths);
    previous = code;
  }
  return out.bytes();
}

function readBits(data: Uint8Array, bitAt: number, width: number): number {
  const at = bitAt >> 3;
  const three = ((data[at] ?? 0) << 16) | ((data[at + 1] ?? 0) << 8) | (data[at + 2] ?? 0);
  return (three >> (24 - (bitAt & 7) - width)) & ((1 << width) - 1);
}

function firstOf(code: number, prefixes: Uint16Array, suffixes: Uint8Array, lengths: Uint16Array): number {
  let at = code;
  for (let left = lengths[code] ?? 1; left > 1; left--) at = prefixes[at] ?? 0;
  return suffixes[at] ?? 0;
}

class GrowingBytes {
  private room = new Uint8Array(FIRST_ROOM_BYTES);
  private length = 0;

  constructor(private readonly maxBytes: number) {}

  /** An entry is its last byte behind another entry. */
  appendChain(code: number, prefixes: Uint16Array, suffixes: Uint8Array, lengths: Uint16Array): void {
    const length = lengths[code] ?? 1;
    this.reserve(length);
    let at = code;
    for (let place = this.length + length - 1; place >= this.length; place--) {
      this.room[place] = suffixes[at] ?? 0;
      at = prefixes[at] ?? 0;
    }
    this.length += length;
  }

  bytes(): Uint8Array {
    return this.room.subarray(0, this.length);
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed > this.maxBytes) {
      throw new SigningError(
        'pdf-too-complex',
        'This PDF expands to far more data than a document needs. Print it to a new PDF and use that.',
      );
    }
    if (needed <= this.room.length) return;
    const larger = new Uint8Array(Math.min(this.maxBytes, Math.max(needed, this.room.length * 2)));
    larger.set(this.room.subarray(0, this.length));
    this.room = larger;
  }
}
