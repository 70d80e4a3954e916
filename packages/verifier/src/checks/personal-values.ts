import type { AuditJson, Names } from '@sealwright/audit';

/** The personal values of a record whose commitments were checked. */
export class PersonalValues {
  private readonly values: readonly { readonly subject: string; readonly value: Record<string, unknown> }[];

  constructor(json: AuditJson) {
    this.values = json.events.flatMap(({ personal }) => personal);
  }

  /** Null when it was never given or has been erased. */
  latest(subject: string, member: string): string | null {
    const found = this.values.findLast((entry) => entry.subject === subject && isText(entry.value[member]));
    const text = found?.value[member];
    return isText(text) ? text : null;
  }

  /** Display names of everybody and everything that has one. */
  names(): Names {
    const names = new Map<string, string>();
    for (const { subject, value } of this.values) if (isText(value.name)) names.set(subject, value.name);
    return names;
  }
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';
