import type { Locator, Page } from '@playwright/test';

/** Settings → Sealing. */
export class SealingPage {
  constructor(readonly page: Page) {}

  readonly choice = (name: 'Required' | 'Preferred' | 'None'): Locator =>
    this.page.getByRole('group', { name: /Shall seals carry/ }).getByRole('radio', { name });
  readonly level = (name: string): Locator =>
    this.page.getByRole('group', { name: 'Level to reach' }).getByRole('radio', { name, exact: true });
  readonly save = (): Locator => this.page.getByRole('button', { name: 'Save timestamps' });
  readonly authority = (): Locator => this.page.getByRole('listitem').filter({ hasText: 'http://127.0.0.1' });

  async goto(): Promise<void> {
    await this.page.goto('/settings/sealing');
  }
}
