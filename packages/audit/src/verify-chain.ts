import { parseCanonical } from './canonical.js';
import { chainHash, GENESIS_HASH } from './chain.js';
import { type ChainFault, type ChainReport, type ChainWarning, chainFault } from './chain-report.js';
import { commitToBytes } from './commitment.js';
import { sameBytes, sha256, toHex } from './digest.js';
import { type AuditEvent, auditEvent } from './event.js';
import { findEventType } from './event-types/registry.js';

/** One row of the record as it is stored: the canonical bytes and h_n. */
export type ChainRecord = { bytes: Uint8Array; chainHash: Uint8Array };

/** A personal value as it is stored; erased values are simply not there. */
export type PersonalValue = { eventId: string; subject: string; salt: Uint8Array; valueJson: string };

export type VerifyChainOptions = {
  /** Values to hold against their commitments. */
  personal?: readonly PersonalValue[];
  /** A head known from elsewhere (a certificate, a checkpoint): the chain must reach it and agree with it. */
  expectedHead?: { seq: number; chainHashHex: string };
};

/** Concurrent transactions may commit a little out of the order of their clocks. */
const CLOCK_TOLERANCE_MS = 5_000;

/**
 * Checks one stream from its first event: form, order, links, commitments, head. Never throws on bad evidence; it names
 * the first sequence number that is wrong. Without `expectedHead` a chain cut at its tail, or rewritten from some point
 * to its end, still looks whole: only a head kept elsewhere shows that.
 */
export function verifyChain(
  stream: string,
  records: readonly ChainRecord[],
  options: VerifyChainOptions = {},
): ChainReport {
  const walk = new ChainWalk(stream, records, options.personal ?? []);
  const fault = walk.run() ?? walk.strayValue() ?? checkHead(walk, options.expectedHead);
  return {
    verdict: fault === null ? 'intact' : 'broken',
    stream,
    eventCount: records.length,
    head: { seq: walk.hashes.length, chainHashHex: toHex(walk.hashes.at(-1) ?? GENESIS_HASH) },
    firstBad: fault,
    warnings: walk.warnings,
    personal: walk.personalCounts,
  };
}

class ChainWalk {
  readonly hashes: Uint8Array[] = [];
  readonly warnings: ChainWarning[] = [];
  readonly personalCounts = { matched: 0, absent: 0 };
  private readonly values = new Map<string, PersonalValue>();
  private readonly seenIds = new Set<string>();
  private latestAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly stream: string,
    private readonly records: readonly ChainRecord[],
    personal: readonly PersonalValue[],
  ) {
    for (const value of personal) this.values.set(valueKey(value.eventId, value.subject), value);
  }

  run(): ChainFault | null {
    for (const [index, record] of this.records.entries()) {
      const fault = this.step(record, index + 1);
      if (fault !== null) return fault;
    }
    return null;
  }

  /** A value nobody committed to was slipped in beside the chain. */
  strayValue(): ChainFault | null {
    const stray = this.values.values().next().value;
    if (stray === undefined) return null;
    return chainFault('commitment-mismatch', null, 'A personal value is given that no event commits to.');
  }

  private step(record: ChainRecord, seq: number): ChainFault | null {
    const previous = this.hashes.at(-1) ?? GENESIS_HASH;
    const hash = chainHash(previous, this.stream, seq, sha256(record.bytes));
    const event = readEvent(record.bytes);
    const fault =
      (event === null ? null : this.checkPlace(event, seq)) ??
      this.checkLink(record, hash, seq) ??
      (event === null
        ? chainFault('not-an-event', seq, `Event ${seq} is not in the form of an event.`)
        : null);
    if (fault !== null || event === null) return fault;
    this.noteOddities(event, seq);
    this.seenIds.add(event.id);
    const personalFault = this.checkCommitments(event, seq);
    if (personalFault === null) this.hashes.push(hash);
    return personalFault;
  }

  private checkPlace(event: AuditEvent, seq: number): ChainFault | null {
    if (event.stream !== this.stream) {
      return chainFault('wrong-stream', seq, `In place ${seq} stands an event of another stream.`);
    }
    if (event.seq < seq || this.seenIds.has(event.id)) {
      return chainFault('repeated', seq, `In place ${seq} stands event ${event.seq} a second time.`);
    }
    if (event.seq === seq) return null;
    const later = this.records.slice(seq).some((record) => readEvent(record.bytes)?.seq === seq);
    return later
      ? chainFault('reordered', seq, `Event ${seq} stands after event ${event.seq}.`)
      : chainFault('gap', seq, `Event ${seq} is missing; event ${event.seq} stands in its place.`);
  }

  private checkLink(record: ChainRecord, hash: Uint8Array, seq: number): ChainFault | null {
    if (sameBytes(hash, record.chainHash)) return null;
    const next = this.records[seq];
    // If what follows was chained to our hash, the bytes are genuine and only the stored hash was touched.
    const bytesHold =
      next !== undefined &&
      sameBytes(chainHash(hash, this.stream, seq + 1, sha256(next.bytes)), next.chainHash);
    return bytesHold
      ? chainFault(
          'broken-link',
          seq,
          `The stored chain hash of event ${seq} was changed; its bytes still fit.`,
        )
      : chainFault('changed-bytes', seq, `The bytes of event ${seq} do not give its chain hash.`);
  }

  private checkCommitments(event: AuditEvent, seq: number): ChainFault | null {
    for (const { subject, commit } of event.personal) {
      const key = valueKey(event.id, subject);
      const value = this.values.get(key);
      this.values.delete(key);
      if (value === undefined) this.personalCounts.absent += 1;
      else if (opensTo(value, commit)) this.personalCounts.matched += 1;
      else
        return chainFault(
          'commitment-mismatch',
          seq,
          `A personal value of event ${seq} is not the one committed to.`,
        );
    }
    return null;
  }

  private noteOddities(event: AuditEvent, seq: number): void {
    const type = findEventType(event.type);
    if (type === null) {
      this.warn(
        'type-unknown',
        seq,
        `Event ${seq} has the type ${event.type}, which this version does not know.`,
      );
    } else if (!type.data.safeParse(event.data).success) {
      this.warn(
        'data-unknown',
        seq,
        `Event ${seq} carries members this version does not know for ${event.type}.`,
      );
    }
    const atMs = Date.parse(event.at);
    if (atMs < this.latestAtMs - CLOCK_TOLERANCE_MS) {
      this.warn(
        'time-went-back',
        seq,
        `Event ${seq} is dated before an earlier event; the order is the chain’s.`,
      );
    }
    this.latestAtMs = Math.max(this.latestAtMs, atMs);
  }

  private warn(code: ChainWarning['code'], seq: number, sentence: string): void {
    this.warnings.push({ seq, code, sentence });
  }
}

function checkHead(walk: ChainWalk, expected: VerifyChainOptions['expectedHead']): ChainFault | null {
  if (expected === undefined) return null;
  const reached = walk.hashes.length;
  if (reached < expected.seq) {
    const sentence = `The chain ends with event ${reached}; it is known to have had ${expected.seq} events.`;
    return chainFault('truncated', reached + 1, sentence);
  }
  const hash = expected.seq === 0 ? GENESIS_HASH : walk.hashes[expected.seq - 1];
  if (hash !== undefined && toHex(hash) === expected.chainHashHex) return null;
  return chainFault(
    'head-mismatch',
    null,
    `Every link fits, yet at event ${expected.seq} the chain has another hash than the one known from elsewhere: ` +
      'it was rewritten, and the chain alone cannot tell from which event on.',
  );
}

function readEvent(bytes: Uint8Array): AuditEvent | null {
  try {
    const result = auditEvent.safeParse(parseCanonical(bytes));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

function opensTo(value: PersonalValue, commit: string): boolean {
  try {
    return commitToBytes(new TextEncoder().encode(value.valueJson), value.salt) === commit;
  } catch {
    return false;
  }
}

function valueKey(eventId: string, subject: string): string {
  return `${eventId} ${subject}`;
}
