import type { CertificateLogInput } from '@sealwright/audit/certificate';
import { AppError } from '../../domain/app-error.js';
import type { EnvelopeId } from '../../domain/ids.js';
import type { LogCheckpoints } from '../../ports/log-checkpoints.js';
import type { LogProofs } from '../../ports/log-proofs.js';

export interface HeadProofs {
  readonly proofs: LogProofs;
  readonly checkpoints: LogCheckpoints;
}

interface Headed {
  readonly envelope: { readonly id: EnvelopeId };
  readonly head: { readonly seq: number };
}

/**
 * Shows that the log holds the last event told. Its timestamp goes along where an authority has given one by now; nobody
 * waits for it.
 * @throws AppError `log-behind` until the log has taken the event in and signed for it
 */
export async function proveHead(
  { proofs, checkpoints }: HeadProofs,
  { envelope, head }: Headed,
): Promise<CertificateLogInput> {
  const logged = await proofs.ofEvent(`envelope:${envelope.id}`, head.seq);
  if (logged === null)
    throw new AppError('log-behind', 'Waiting for the log to take in the last event of this envelope.');
  const { tlogProof, checkpoint, verifierKeys, treeSize, timestampTokenDer: tokenDer } = logged;
  const kept = tokenDer && (await checkpoints.ofSize(treeSize))?.timestamp;
  const said = { atIso: kept?.at.toISOString() ?? null, authority: kept?.authority ?? null };
  return { tlogProof, checkpoint, verifierKeys, timestamp: tokenDer && { tokenDer, ...said } };
}
