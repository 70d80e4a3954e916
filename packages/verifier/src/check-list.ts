import type { CheckGroup, CheckState, EvidenceCheck, EvidenceReport } from './evidence-report.js';

/** Where to stand in the report: `id` below the group, and the words over it. */
export interface About {
  readonly id: string;
  readonly title: string;
}

/** Collects checks in the order they are made. */
export class CheckList {
  readonly checks: EvidenceCheck[] = [];
  private isUndecided = false;

  /** Answers `ok`, so that a check can stand in a condition. */
  expect(group: CheckGroup, about: About, ok: boolean, passDetail: string, failDetail: string): boolean {
    this.add(group, about, ok ? 'pass' : 'fail', ok ? passDetail : failDetail);
    return ok;
  }

  pass(group: CheckGroup, about: About, detail: string): void {
    this.add(group, about, 'pass', detail);
  }

  fail(group: CheckGroup, about: About, detail: string): void {
    this.add(group, about, 'fail', detail);
  }

  warn(group: CheckGroup, about: About, detail: string): void {
    this.add(group, about, 'warn', detail);
  }

  /** Not known, and nobody asked: the verdict stands without it. */
  leaveOut(group: CheckGroup, about: About, detail: string): void {
    this.add(group, about, 'unknown', detail);
  }

  /** Not known, and the answer depends on it. */
  leaveOpen(group: CheckGroup, about: About, detail: string): void {
    this.isUndecided = true;
    this.add(group, about, 'unknown', detail);
  }

  get verdict(): EvidenceReport['verdict'] {
    if (this.checks.some(({ state }) => state === 'fail')) return 'invalid';
    return this.isUndecided ? 'indeterminate' : 'valid';
  }

  hasFailed(group: CheckGroup): boolean {
    return this.checks.some((check) => check.group === group && check.state === 'fail');
  }

  private add(group: CheckGroup, { id, title }: About, state: CheckState, detail: string): void {
    this.checks.push({ id: `${group}.${id}`, group, state, title, detail });
  }
}
