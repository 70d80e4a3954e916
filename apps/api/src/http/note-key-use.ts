import type { ApiKeyId, OrganisationId } from '../domain/ids.js';
import type { UnitOfWork } from '../ports/unit-of-work.js';

const NOTE_INTERVAL_MS = 60_000;

/** Keeps "last used" of API keys, at most once a minute per key, without holding up the request. */
export class NoteKeyUse {
  private readonly notedAtMs = new Map<ApiKeyId, number>();

  constructor(private readonly unitOfWork: UnitOfWork) {}

  run(organisationId: OrganisationId, id: ApiKeyId): void {
    const nowMs = performance.now();
    const notedAtMs = this.notedAtMs.get(id);
    if (notedAtMs !== undefined && nowMs - notedAtMs < NOTE_INTERVAL_MS) return;
    this.notedAtMs.set(id, nowMs);
    // A note that fails is missed until the next minute; the request it belongs to must not fail with it.
    this.unitOfWork.transact(organisationId, (tx) => tx.apiKeys.touch(id)).catch(() => undefined);
  }
}
