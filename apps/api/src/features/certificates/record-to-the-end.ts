import { type ChainRecord, decodeEvent, type PersonalValue } from '@sealwright/audit';
import { AppError } from '../../domain/app-error.js';
import type { EnvelopeId } from '../../domain/ids.js';
import type { Transaction } from '../../ports/transaction.js';

export interface EndedRecord {
  readonly records: readonly ChainRecord[];
  readonly personal: readonly PersonalValue[];
  /** The event that ended the envelope. */
  readonly head: { readonly seq: number; readonly hashHex: string };
}

const endTypes = new Set(['envelope.completed', 'envelope.declined', 'envelope.voided', 'envelope.expired']);

/** An envelope's chain from its first event to the one that ended it. */
export async function recordToTheEnd(tx: Transaction, envelopeId: EnvelopeId): Promise<EndedRecord> {
  const stream = `envelope:${envelopeId}`;
  const events = await tx.auditLog.events(stream);
  const end = events.findLast(({ type }) => endTypes.has(type));
  if (!end)
    throw new AppError('envelope-not-sealing', 'The record does not yet say that the envelope has ended.');
  const told = events.filter(({ seq }) => seq <= end.seq);
  const toldIds = new Set(told.map(({ bytes }) => decodeEvent(bytes).id));
  const personal = await tx.auditLog.personal(stream);
  return {
    records: told.map(({ bytes, chainHash }) => ({ bytes, chainHash })),
    personal: personal.filter(({ eventId }) => toldIds.has(eventId)),
    head: { seq: end.seq, hashHex: Buffer.from(end.chainHash).toString('hex') },
  };
}
