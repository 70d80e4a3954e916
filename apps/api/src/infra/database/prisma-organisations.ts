import { asId, type OrganisationId } from '../../domain/ids.js';
import { Organisations } from '../../ports/organisations.js';
import type { PrismaClient } from './generated/client.js';

const rememberMs = 60_000;

export class PrismaOrganisations extends Organisations {
  private readonly names = new Map<OrganisationId, { name: string; readAtMs: number }>();

  constructor(private readonly prisma: PrismaClient) {
    super();
  }

  override async list(): Promise<readonly OrganisationId[]> {
    const rows = await this.prisma.organization.findMany({ select: { id: true } });
    return rows.map(({ id }) => asId<OrganisationId>(id));
  }

  override async nameOf(id: OrganisationId): Promise<string> {
    const known = this.names.get(id);
    if (known && Date.now() - known.readAtMs < rememberMs) return known.name;
    const { name } = await this.prisma.organization.findUniqueOrThrow({
      where: { id },
      select: { name: true },
    });
    this.names.set(id, { name, readAtMs: Date.now() });
    return name;
  }
}
