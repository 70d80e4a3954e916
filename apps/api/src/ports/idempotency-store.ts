import type { OrganisationId } from '../domain/ids.js';

export interface IdempotentRequest {
  readonly key: string;
  /** Method and path template, e.g. `POST /api/v1/envelopes`. */
  readonly route: string;
  /** SHA-256 over caller, path and body. */
  readonly requestHash: Uint8Array;
}

/** first: run it, then `complete` or `abandon`. replay: give this answer again. */
export type IdempotencyVerdict =
  | { readonly state: 'first' }
  | { readonly state: 'replay'; readonly status: number; readonly response: unknown };

/** The answers once given to Idempotency-Key headers; each organisation has its own keys. */
export abstract class IdempotencyStore {
  /**
   * Claims a key. Of parallel claims exactly one is `first`.
   * @throws AppError `idempotency-key-reused` (409/422: same key, other request) or `idempotency-key-in-progress` (409).
   */
  abstract begin(organisationId: OrganisationId, request: IdempotentRequest): Promise<IdempotencyVerdict>;
  /** Keeps the answer for 24 hours. */
  abstract complete(
    organisationId: OrganisationId,
    key: string,
    status: number,
    response: unknown,
  ): Promise<void>;
  /** Frees a key whose request changed nothing (it was refused), so that the caller may mend it and try again. */
  abstract abandon(organisationId: OrganisationId, key: string): Promise<void>;
}
