import type { EnvelopeId, TemplateId } from '../domain/ids.js';
import type { RetentionRule } from '../domain/retention-rule.js';

export type RetentionScope = 'documents' | 'personal';

export interface DeclaredRule extends RetentionRule {
  readonly id: string;
  /** Null: the rule of the organisation. */
  readonly templateId: TemplateId | null;
  readonly setBy: string;
  readonly setAt: Date;
}

/** What a rule will do to one envelope next. */
export interface PlannedErasure {
  readonly ruleId: string;
  readonly scope: RetentionScope;
  readonly dueAt: Date;
  readonly warnedAt: Date | null;
  readonly stopped: { readonly code: string; readonly since: Date } | null;
}

/** How far an envelope has been forgotten. */
export interface ErasedState {
  readonly documentsErasedAt: Date | null;
  readonly personalErasedAt: Date | null;
  readonly cause: 'request' | 'retention' | null;
}

export interface RetentionRepository {
  /** The rules that hold now, the organisation's first. */
  current(): Promise<DeclaredRule[]>;
  /** Supersedes what held for this template or the organisation; null leaves none. Rules are never rewritten. */
  declare(templateId: TemplateId | null, rule: RetentionRule | null, by: string): Promise<void>;
  planned(envelopeId: EnvelopeId): Promise<PlannedErasure[]>;
  erased(envelopeId: EnvelopeId): Promise<ErasedState>;
  /** False when it was announced before. */
  announce(envelopeId: EnvelopeId, scope: RetentionScope, ruleId: string): Promise<boolean>;
  /** False when it was noted before. */
  stop(envelopeId: EnvelopeId, scope: RetentionScope, ruleId: string, code: string): Promise<boolean>;
}
