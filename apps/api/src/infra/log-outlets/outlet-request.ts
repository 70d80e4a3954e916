import { SigningError } from '@sealwright/signing-core';
import { type GuardedReply, guardedFetch } from '@sealwright/signing-core/online';
import { OutletError } from '../../ports/checkpoint-outlet.js';

export interface OutletRequest {
  readonly method: 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Accepted; anything else is a refusal. */
  readonly statuses: readonly number[];
  readonly timeLimitMs?: number;
}

const defaultTimeLimitMs = 15_000;
const maxReplyBytes = 256 * 1024;

/** Answers that mean no rather than not now; they are tried again all the same. */
const refusals = [400, 401, 403, 404, 405, 409, 410, 411, 412, 413, 415, 422];

/**
 * Asks an address an operator named, which may be private.
 * @throws OutletError `outlet-unreachable`, `outlet-refused`
 */
export async function requestOutlet(address: string, request: OutletRequest): Promise<GuardedReply> {
  try {
    const { host } = new URL(address);
    const reply = await guardedFetch(address, {
      ...request,
      statuses: [...request.statuses, ...refusals],
      timeLimitMs: request.timeLimitMs ?? defaultTimeLimitMs,
      maxBytes: maxReplyBytes,
      allowHosts: [host],
    });
    if (request.statuses.includes(reply.status)) return reply;
    throw new OutletError('outlet-refused', `${host} refuses the checkpoint with status ${reply.status}.`);
  } catch (error) {
    if (error instanceof SigningError) {
      throw new OutletError('outlet-unreachable', error.message, { cause: error });
    }
    throw error;
  }
}
