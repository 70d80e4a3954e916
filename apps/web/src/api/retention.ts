import type { Call } from './call';

export interface RetentionRule {
  /** Days after the end until files and values are erased; null: never. */
  readonly documentsAfterDays: number | null;
  /** Days after the end until names, addresses and texts are erased too; null: never. */
  readonly personalAfterDays: number | null;
  /** Nothing may be erased before its time. */
  readonly locked: boolean;
}

export interface Retention {
  readonly warningDays: number;
  readonly organisation: (RetentionRule & { readonly setAt: string }) | null;
  readonly templates: readonly {
    readonly templateId: string;
    readonly templateName: string;
    readonly rule: RetentionRule & { readonly setAt: string };
  }[];
}

/** Null: the rule of the organisation. */
export type RuleOwner = string | null;

export const getRetention = (call: Call): Promise<Retention> => call('GET /retention');

export const declareRetention = (call: Call, owner: RuleOwner, rule: RetentionRule): Promise<Retention> =>
  owner === null
    ? call('PUT /retention/organisation', { body: rule })
    : call('PUT /retention/templates/{id}', { path: { id: owner }, body: rule });

export const withdrawRetention = (call: Call, owner: RuleOwner): Promise<Retention> =>
  owner === null
    ? call('DELETE /retention/organisation')
    : call('DELETE /retention/templates/{id}', { path: { id: owner } });
