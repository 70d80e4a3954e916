import type { EnvelopeId, OrganisationId } from '../domain/ids.js';

/** The public view of an envelope, for other features that answer with one. */
export abstract class EnvelopeViews {
  /** What `GET /envelopes/:id` answers. @throws AppError `not-found` */
  abstract view(
    organisationId: OrganisationId,
    id: EnvelopeId,
  ): Promise<{ readonly id: string; readonly version: number }>;
}
