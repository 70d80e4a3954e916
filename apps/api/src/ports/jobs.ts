import { z } from 'zod';

const id = z.uuid();

/**
 * Every kind of job and the shape of its payload: ids only, since a payload outlives the data it speaks of.
 * `queue` says which process works on it; the sealer is alone on `seal`.
 */
export const jobKinds = {
  'send-invitation': { queue: 'work', payload: z.strictObject({ recipientId: id }) },
  'send-reminder': { queue: 'work', payload: z.strictObject({ recipientId: id }) },
  'send-completed': {
    queue: 'work',
    payload: z.strictObject({ envelopeId: id, recipientId: id.nullable() }),
  },
  'send-declined': { queue: 'work', payload: z.strictObject({ envelopeId: id }) },
  'send-voided': { queue: 'work', payload: z.strictObject({ envelopeId: id, recipientId: id }) },
  'send-expired': {
    queue: 'work',
    payload: z.strictObject({ envelopeId: id, recipientId: id.nullable() }),
  },
  'issue-certificate': { queue: 'work', payload: z.strictObject({ envelopeId: id }) },
  seal: { queue: 'seal', payload: z.strictObject({ sealId: id }) },
  'seal-again': { queue: 'seal', payload: z.strictObject({ sealId: id }) },
  'run-bulk': { queue: 'work', payload: z.strictObject({ bulkId: id }) },
  'tell-auditor': { queue: 'work', payload: z.strictObject({ grantId: id }) },
  'tell-of-alarm': { queue: 'work', payload: z.strictObject({ alarmId: id }) },
  'erase-person': { queue: 'work', payload: z.strictObject({ requestId: id }) },
  'remove-erased-files': { queue: 'work', payload: z.strictObject({}) },
  'warn-of-retention': {
    queue: 'work',
    payload: z.strictObject({ envelopeCount: z.int().min(1), eraseAtIso: z.iso.datetime() }),
  },
  'expire-envelope': { queue: 'work', payload: z.strictObject({ envelopeId: id }) },
} as const satisfies Record<string, { queue: QueueName; payload: z.ZodType }>;

export type QueueName = 'work' | 'seal';
export type JobKind = keyof typeof jobKinds;
export type JobPayload<Kind extends JobKind> = z.output<(typeof jobKinds)[Kind]['payload']>;

/** A job as it is enqueued: `{ kind: 'seal', payload: { sealId } }`. */
export type Job = { [Kind in JobKind]: { readonly kind: Kind; readonly payload: JobPayload<Kind> } }[JobKind];
