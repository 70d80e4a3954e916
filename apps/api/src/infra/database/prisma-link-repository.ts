import type { Identification } from '../../domain/identification.js';
import {
  asId,
  type DocumentId,
  type RecipientId,
  type RecipientLinkId,
  type SignerSessionId,
} from '../../domain/ids.js';
import type { FetchingAgent, LinkRepository } from '../../ports/link-repository.js';
import type { RepositoryScope } from './repository-scope.js';

export class PrismaLinkRepository implements LinkRepository {
  constructor(private readonly scope: RepositoryScope) {}

  async insertLink(link: Parameters<LinkRepository['insertLink']>[0]): Promise<void> {
    const { organisationId, now: createdAt } = this.scope;
    const tokenHash = Uint8Array.from(link.tokenHash);
    await this.scope.client.recipientLink.create({ data: { ...link, tokenHash, organisationId, createdAt } });
  }

  async identificationOf(recipientId: RecipientId): Promise<readonly Identification[]> {
    const revealed = await this.scope.client.recipientLink.count({
      where: { recipientId, origin: 'revealed' },
    });
    return [revealed > 0 ? 'revealed-link' : 'mailed-link'];
  }

  async revealedAt(recipientIds: readonly RecipientId[]): Promise<ReadonlyMap<RecipientId, Date>> {
    const rows = await this.scope.client.recipientLink.findMany({
      where: { recipientId: { in: [...recipientIds] }, origin: 'revealed' },
      select: { recipientId: true, createdAt: true },
      orderBy: { createdAt: 'asc' },
    });
    return new Map(rows.map((row) => [asId<RecipientId>(row.recipientId), row.createdAt]));
  }

  async wasFetched(linkId: RecipientLinkId, agent: FetchingAgent): Promise<boolean> {
    return (await this.scope.client.linkFetch.count({ where: { linkId, agent } })) > 0;
  }

  async noteFetch(linkId: RecipientLinkId, agent: FetchingAgent): Promise<boolean> {
    const { organisationId, now: fetchedAt } = this.scope;
    const { count } = await this.scope.client.linkFetch.createMany({
      data: [{ linkId, agent, organisationId, fetchedAt }],
      skipDuplicates: true,
    });
    return count === 1;
  }

  async notePages(
    recipientId: RecipientId,
    documentId: DocumentId,
    pageNumbers: readonly number[],
  ): Promise<number[]> {
    const { organisationId, now: shownAt } = this.scope;
    const rows = await this.scope.client.pageShown.createManyAndReturn({
      data: pageNumbers.map((pageNumber) => ({
        recipientId,
        documentId,
        pageNumber,
        organisationId,
        shownAt,
      })),
      skipDuplicates: true,
      select: { pageNumber: true },
    });
    return rows.map(({ pageNumber }) => pageNumber).sort((a, b) => a - b);
  }

  async insertSession(session: Parameters<LinkRepository['insertSession']>[0]): Promise<void> {
    const { organisationId, now: createdAt } = this.scope;
    const tokenHash = Uint8Array.from(session.tokenHash);
    await this.scope.client.signerSession.create({
      data: { ...session, tokenHash, organisationId, createdAt },
    });
  }

  async endSession(id: SignerSessionId): Promise<boolean> {
    const { count } = await this.scope.client.signerSession.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: this.scope.now },
    });
    return count === 1;
  }
}
