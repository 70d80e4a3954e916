import type { Template, TemplateField } from '../domain/draft-from-template.js';
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
  /** Writes the template and its roles. Its documents are inserted next, then its fields (`addFields`), which name them. */
  create(template: TemplateRecord): Promise<void>;
  addFields(id: TemplateId, fields: readonly TemplateField[]): Promise<void>;
  /** Archived ones too. */
  find(id: TemplateId): Promise<TemplateRecord | null>;
  /** Not archived, newest first. */
  list(limit: number, after: TemplatePlace | null): Promise<TemplatePage>;
  /** False when it was archived before. */
  archive(id: TemplateId): Promise<boolean>;
}
