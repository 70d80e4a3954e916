import type { PlatformFacts } from '../../domain/platform-readiness.js';
import type { PlatformFactsRepository } from '../../ports/platform-facts-repository.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaPlatformFactsRepository implements PlatformFactsRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async read(): Promise<PlatformFacts> {
    const { client } = this.scope;
    const sealKey = await client.sealKey.findFirst({
      where: { state: 'active' },
      orderBy: { notAfter: 'desc' },
      select: { notBefore: true, notAfter: true },
    });
    const sealer = await client.serviceHealth.findUnique({
      where: { name: 'sealer' },
      select: { state: true, detail: true, checkedAt: true },
    });
    return { sealKey, sealer };
  }
}
