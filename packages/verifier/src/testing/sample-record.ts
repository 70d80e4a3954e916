import {
  buildEvent,
  type ChainRecord,
  chainHash,
  type EventFacts,
  GENESIS_HASH,
  type PersonalValue,
} from '@sealwright/audit';
import { sampleId } from './sample-facts.js';

export interface SampleRecord {
  readonly stream: string;
  readonly records: readonly ChainRecord[];
  readonly personal: readonly PersonalValue[];
}

const START_MS = Date.parse('2026-03-14T09:00:00.000Z');

/** Writes facts as one chain, a minute apart. `seed` makes another record of the same facts. */
export function writeRecord(stream: string, facts: readonly EventFacts[], seed = 0): SampleRecord {
  const records: ChainRecord[] = [];
  const personal: PersonalValue[] = [];
  let previous = GENESIS_HASH;
  for (const [index, fact] of facts.entries()) {
    const seq = index + 1;
    const id = sampleId(0xe000 + seed * 0x1000 + seq);
    const atIso = new Date(START_MS + index * 60_000).toISOString();
    const salted = fact.personal.map((value, number) => ({
      ...value,
      salt: new Uint8Array(32).fill(seq * 8 + number),
    }));
    // Spreading a member of the union loses which one it was; buildEvent checks it again.
    const built = buildEvent({ ...fact, id, stream, seq, atIso, personal: salted } as Parameters<
      typeof buildEvent
    >[0]);
    previous = chainHash(previous, stream, seq, built.eventHash);
    records.push({ bytes: built.bytes, chainHash: previous });
    personal.push(...built.personal.map((value) => ({ eventId: id, ...value })));
  }
  return { stream, records, personal };
}
