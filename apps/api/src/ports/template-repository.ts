import type { Template } from '../domain/draft-from-template.js';
import type { TemplateId } from '../domain/ids.js';

export interface TemplateRecord extends Template {
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface TemplatePage {
  readonly items: readonly TemplateRecord[];
  /** Place after the last item; null on the last page. */
  readonly next: TemplatePlace | null;
}
export interface TemplatePlace {
  readonly createdAt: Date;
  readonly id: TemplateId;
}

export interface TemplateRepository {
  create(template: TemplateRecord): Promise<void>;
  /** Archived ones too. */
  find(id: TemplateId): Promise<TemplateRecord | null>;
  /** Not archived, newest first. */
  list(limit: number, after: TemplatePlace | null): Promise<TemplatePage>;
  /** False when it was archived before. */
  archive(id: TemplateId): Promise<boolean>;
}
