import { type BuiltEvent, buildEvent, type EventFacts } from '../build-event.js';
import { chainHash, GENESIS_HASH } from '../chain.js';
import { sha256 } from '../digest.js';
import type { ChainRecord, PersonalValue } from '../verify-chain.js';

export type SampleRecord = {
  stream: string;
  records: ChainRecord[];
  personal: PersonalValue[];
};

/** A UUID that is the same on every run. */
export function sampleId(number: number): string {
  return `01980000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** A salt that is the same on every run. Real ones are random. */
function sampleSalt(seq: number, index: number): Uint8Array {
  return sha256(Uint8Array.of(seq & 0xff, seq >> 8, index));
}

/** Writes facts as one chain, `stepMs` apart from `startIso`. */
export function writeSampleRecord(
  stream: string,
  facts: readonly EventFacts[],
  { startIso = '2026-03-14T09:00:00.000Z', stepMs = 61_007 } = {},
): SampleRecord {
  const sample: SampleRecord = { stream, records: [], personal: [] };
  let previous = GENESIS_HASH;
  for (const [index, fact] of facts.entries()) {
    const seq = index + 1;
    const id = sampleId(0xe000 + seq);
    const built = buildSampleEvent(fact, { id, stream, seq, atIso: addMs(startIso, index * stepMs) });
    previous = chainHash(previous, stream, seq, built.eventHash);
    sample.records.push({ bytes: built.bytes, chainHash: previous });
    for (const { subject, salt, valueJson } of built.personal) {
      sample.personal.push({ eventId: id, subject, salt, valueJson });
    }
  }
  return sample;
}

function buildSampleEvent(
  fact: EventFacts,
  place: { id: string; stream: string; seq: number; atIso: string },
): BuiltEvent {
  const personal = fact.personal.map((value, index) => ({ ...value, salt: sampleSalt(place.seq, index) }));
  // Spreading a member of the union loses which one it was; buildEvent checks it again.
  return buildEvent({ ...fact, ...place, personal } as Parameters<typeof buildEvent>[0]);
}

function addMs(iso: string, ms: number): string {
  return new Date(Date.parse(iso) + ms).toISOString();
}
