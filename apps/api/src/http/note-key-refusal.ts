import type { ApiKeyId, OrganisationId } from '../domain/ids.js';
import { record } from '../events/record.js';
import type { UnitOfWork } from '../ports/unit-of-work.js';
import type { PublicCaller } from './caller.js';
import type { RefusedAttempts } from './refused-attempts.js';

interface RefusedKey {
  readonly organisationId: OrganisationId;
  readonly apiKeyId: ApiKeyId;
  readonly code: 'api-key-revoked' | 'scope-missing';
  readonly scope?: string;
}

/** Records that a known API key was refused. A key nobody knows belongs to nobody's record; the request log has it. */
export class NoteKeyRefusal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly refused: RefusedAttempts,
  ) {}

  /** The refusal does not wait for its note, and fails no other way when the note cannot be written. */
  run({ organisationId, apiKeyId, code, scope }: RefusedKey, { ip, userAgent }: PublicCaller): void {
    const written = this.refused.admit(`${apiKeyId} ${code} ${scope ?? ''}`);
    if (written === null) return;
    const value = { ...(ip && { fromIp: ip }), ...(userAgent && { fromUserAgent: userAgent }) };
    const known = Object.keys(value).length > 0;
    const personal = known ? [{ subject: `api-key:${apiKeyId}` as const, value }] : [];
    const data = { apiKeyId, code, ...(scope !== undefined && { scope }), ...written };
    const stranger = { actor: { kind: 'visitor', id: null } } as const;
    this.unitOfWork
      .transact(organisationId, (tx) => record(tx, [{ type: 'api-key.refused', data, personal }], stranger))
      .catch(() => undefined);
  }
}
