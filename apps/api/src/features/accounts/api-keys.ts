import { createHash } from 'node:crypto';
import { AppError } from '../../domain/app-error.js';
import type { ApiKeyId, OrganisationId, UserId } from '../../domain/ids.js';
import { type RecordContext, record } from '../../events/record.js';
import type { StoredApiKey } from '../../ports/api-key-repository.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';

interface Administrator {
  readonly organisationId: OrganisationId;
  readonly userId: UserId;
  readonly context: RecordContext;
}

/** Enough to recognise a key in a list, far too little to guess it: `sw_` and 7 of 43 characters. */
const PREFIX_CHARACTERS = 10;

/** Keys for programs: 256 random bits, shown once, kept as a hash. */
export class ApiKeys {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  list(organisationId: OrganisationId): Promise<StoredApiKey[]> {
    return this.unitOfWork.read(organisationId, (tx) => tx.apiKeys.list());
  }

  /** @returns the key and, this once, its secret. */
  create(
    admin: Administrator,
    wanted: { readonly name: string; readonly scopes: readonly string[] },
  ): Promise<{ key: StoredApiKey; secret: string }> {
    const secret = `sw_${this.ids.token()}`;
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      const key: StoredApiKey = {
        id: this.ids.uuid<ApiKeyId>(),
        name: wanted.name,
        prefix: secret.slice(0, PREFIX_CHARACTERS),
        scopes: [...new Set(wanted.scopes)],
        createdBy: admin.userId,
        createdAt: tx.now,
        ...{ lastUsedAt: null, revokedAt: null },
      };
      await tx.apiKeys.insert(key, createHash('sha256').update(secret).digest());
      const data = { apiKeyId: key.id, scopes: [...key.scopes] };
      const personal = [{ subject: `api-key:${key.id}` as const, value: { name: key.name } }];
      await record(tx, [{ type: 'api-key.created', data, personal }], admin.context);
      return { key, secret };
    });
  }

  /** From the commit on, the key opens nothing. Revoking twice is one revocation. @throws AppError `not-found` */
  revoke(admin: Administrator, id: ApiKeyId): Promise<void> {
    return this.unitOfWork.transact(admin.organisationId, async (tx) => {
      if ((await tx.apiKeys.find(id)) === null) throw new AppError('not-found', 'There is no such API key.');
      if (!(await tx.apiKeys.revoke(id))) return;
      await record(tx, [{ type: 'api-key.revoked', data: { apiKeyId: id } }], admin.context);
    });
  }
}
