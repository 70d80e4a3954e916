import type { SignerSessionId } from '../../domain/ids.js';
import type { LinkRepository } from '../../ports/link-repository.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaLinkRepository implements LinkRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async insertLink(link: Parameters<LinkRepository['insertLink']>[0]): Promise<void> {
    const { organisationId, now: createdAt } = this.scope;
    const tokenHash = Uint8Array.from(link.tokenHash);
    await this.scope.client.recipientLink.create({ data: { ...link, tokenHash, organisationId, createdAt } });
  }

  async insertSession(session: Parameters<LinkRepository['insertSession']>[0]): Promise<void> {
    const { organisationId, now: createdAt } = this.scope;
    const tokenHash = Uint8Array.from(session.tokenHash);
    await this.scope.client.signerSession.create({
      data: { ...session, tokenHash, organisationId, createdAt },
    });
  }

  async endSession(id: SignerSessionId): Promise<void> {
    await this.scope.client.signerSession.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: this.scope.now },
    });
  }
}
