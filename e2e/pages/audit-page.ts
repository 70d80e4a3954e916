import type { Locator, Page } from '@playwright/test';

/** The auditor's room. */
export class AuditPage {
  constructor(readonly page: Page) {}

  readonly words = (): Locator => this.page.getByLabel('Envelope', { exact: true });
  readonly person = (): Locator => this.page.getByLabel('Person');
  readonly hash = (): Locator => this.page.getByLabel('Document fingerprint (SHA-256)');
  readonly find = (): Locator => this.page.getByRole('button', { name: 'Search the record' });
  readonly results = (): Locator => this.page.getByRole('region', { name: 'Envelopes found' });
  readonly result = (title: string): Locator => this.results().getByRole('link', { name: title });
  readonly story = (): Locator =>
    this.page.locator('section').filter({ has: this.page.getByRole('heading', { name: 'Story' }) });
  readonly download = (name: string): Locator =>
    this.page.getByRole('button', { name: new RegExp(`^Download ?: ${name}`) });
  readonly verify = (): Locator => this.page.getByRole('button', { name: 'Verify this envelope' });
  readonly navigation = (): Locator => this.page.getByRole('navigation', { name: 'Main' }).getByRole('link');
}

/** Settings → Auditors. */
export class AuditorsPage {
  constructor(readonly page: Page) {}

  readonly invite = (): Locator => this.page.getByRole('button', { name: 'Invite an auditor' });
  readonly dialog = (): Locator => this.page.getByRole('dialog');
  readonly field = (label: string): Locator => this.dialog().getByLabel(label, { exact: true });
  readonly go = (words: string): Locator => this.dialog().getByRole('button', { name: words });
  readonly row = (email: string): Locator => this.page.getByRole('row').filter({ hasText: email });
}
