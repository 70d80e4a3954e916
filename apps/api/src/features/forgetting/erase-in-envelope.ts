import type { ErasureGround } from '../../domain/erased.js';
import type { EnvelopeId, RecipientId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { EnvelopeErasure, ErasureCounts } from '../../ports/forgetting-repository.js';
import type { Ids } from '../../ports/ids.js';
import type { Transaction } from '../../ports/transaction.js';

/** What an event may list; more people than this share one event without being listed. */
const LISTED_SUBJECTS = 200;

export interface ErasureOrder extends Omit<EnvelopeErasure, 'id' | 'subjects' | 'recipientIds'> {
  readonly recipientIds?: readonly RecipientId[];
  readonly subjects?: readonly string[];
  readonly ground?: ErasureGround;
  readonly ruleId?: string;
  /** `user:<id>` or `api-key:<id>`. */
  readonly requestedBy?: string;
}

/**
 * Erases in one envelope and writes the event that says so; both commit together or not at all.
 * @throws AppError `erasure-refused`
 */
export async function eraseInEnvelope(
  tx: Transaction,
  ids: Ids,
  envelopeId: EnvelopeId,
  order: ErasureOrder,
  context: RecordContext,
): Promise<ErasureCounts> {
  const { scope, cause, texts, sender, requestId, ground, ruleId, requestedBy } = order;
  const { recipientIds = [], subjects = [] } = order;
  const erasureId: string = ids.uuid();
  const request = { id: erasureId, scope, cause, texts, sender, requestId, recipientIds, subjects };
  const counts = await tx.forgetting.erase(envelopeId, request);
  const data = {
    ...{ erasureId, scope, cause, ...counts },
    subjects: subjects.filter((one) => !one.startsWith('event:')).slice(0, LISTED_SUBJECTS),
    ...(ground && { ground }),
    ...(ruleId && { ruleId }),
    ...(requestId && { requestId }),
    ...(requestedBy && { requestedBy }),
  };
  await record(tx, [{ type: 'envelope.erased', envelopeId, data }], context);
  return counts;
}
