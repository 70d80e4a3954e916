import { sha256Into } from '#runtime';
import { LOG_ENTRY_BYTES, LOG_ENTRY_VERSION } from './log-entry.js';

const CHAIN_TAG = 0x02;
const LINK_TAG = 0x03;
const HEAD_TAG = 0x04;
const NAME_AT = 33;
const AFTER_NAME = 1 + 8 + 32;
const TWO_TO_32 = 2 ** 32;

const encoder = new TextEncoder();

/**
 * `chainHash` and `logLeafHash` in one go, for millions of events: the link tag is over the beginning of what the chain
 * hash is over, so both are made from one buffer, and nothing in between is allocated.
 */
export class EventHasher {
  private readonly head = new Uint8Array(33);
  /** h(n) of the event weighed last; the next one overwrites it. Where its tag is made from, so it is not copied there. */
  readonly hash = this.head.subarray(1);
  private chain = new Uint8Array(256);
  private view = new DataView(this.chain.buffer);
  private readonly leaf = new Uint8Array(1 + LOG_ENTRY_BYTES);
  private readonly weighedLeaf = new Uint8Array(32);
  private nameEnd = 0;
  private chained = this.chain;
  private linked = this.chain;

  constructor() {
    this.head[0] = HEAD_TAG;
    this.leaf[1] = LOG_ENTRY_VERSION;
  }

  /** Sets {@link hash}. @param previous h(n−1) @param seq from 1 */
  weigh(previous: Uint8Array, stream: string, seq: number, bytes: Uint8Array): void {
    this.reserve(stream);
    const { chain, view } = this;
    chain[0] = CHAIN_TAG;
    chain.set(previous, 1);
    this.setEnd(NAME_AT + this.writeName(stream));
    const end = this.nameEnd;
    chain[end] = 0x00;
    view.setUint32(end + 1, Math.floor(seq / TWO_TO_32));
    view.setUint32(end + 5, seq % TWO_TO_32);
    sha256Into(bytes, chain, end + 9);
    sha256Into(this.chained, this.head, 1);
  }

  /** Leaf hash of the event weighed last; the next one overwrites it. */
  leafHash(): Uint8Array {
    this.chain[0] = LINK_TAG;
    sha256Into(this.linked, this.leaf, 2);
    sha256Into(this.head, this.leaf, 34);
    sha256Into(this.leaf, this.weighedLeaf, 0);
    return this.weighedLeaf;
  }

  /** Names are mostly ASCII, and copying is faster than asking the encoder. */
  private writeName(stream: string): number {
    const { chain } = this;
    for (let i = 0; i < stream.length; i++) {
      const unit = stream.charCodeAt(i);
      if (unit >= 0x80) return encoder.encodeInto(stream, chain.subarray(NAME_AT)).written;
      chain[NAME_AT + i] = unit;
    }
    return stream.length;
  }

  private setEnd(end: number): void {
    if (end === this.nameEnd && this.chained.buffer === this.chain.buffer) return;
    this.nameEnd = end;
    this.chained = this.chain.subarray(0, end + AFTER_NAME);
    this.linked = this.chain.subarray(0, end);
  }

  private reserve(stream: string): void {
    const length = NAME_AT + stream.length * 3 + AFTER_NAME;
    if (this.chain.length >= length) return;
    this.chain = new Uint8Array(length);
    this.view = new DataView(this.chain.buffer);
  }
}
