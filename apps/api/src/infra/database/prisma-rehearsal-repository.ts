import type { RehearsalRepository, StoredRehearsal } from '../../ports/rehearsal-repository.js';
import { fromHex, toHex } from './hex-columns.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaRehearsalRepository implements RehearsalRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async find(subjectSha256Hexes: readonly string[]): Promise<readonly StoredRehearsal[]> {
    const { organisationId, client } = this.scope;
    const rows = await client.rehearsal.findMany({
      where: { organisationId, subjectSha256: { in: subjectSha256Hexes.map(fromHex) } },
    });
    return rows.map(({ subjectSha256, failedPageNumber: pageNumber, failure: reason }) => ({
      subjectSha256Hex: toHex(subjectSha256),
      failure: reason === null ? null : { pageNumber, reason },
    }));
  }

  async keep({ subjectSha256Hex, failure }: StoredRehearsal): Promise<void> {
    const { organisationId, client, now: rehearsedAt } = this.scope;
    const outcome = { failedPageNumber: failure?.pageNumber ?? null, failure: failure?.reason ?? null };
    const data = { organisationId, subjectSha256: fromHex(subjectSha256Hex), ...outcome, rehearsedAt };
    await client.rehearsal.createMany({ data, skipDuplicates: true });
  }
}
