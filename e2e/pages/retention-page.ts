import { expect, type Locator, type Page } from '@playwright/test';

/** Settings → Retention. */
export class RetentionPage {
  constructor(readonly page: Page) {}

  readonly documents = (): Locator =>
    this.page.getByRole('textbox', { name: 'Erase files and field values after' });
  readonly personal = (): Locator =>
    this.page.getByRole('textbox', { name: 'Erase names, addresses and texts too after' });
  readonly save = (): Locator => this.page.getByRole('button', { name: 'Declare the rule' });
  readonly keepForEver = (): Locator => this.page.getByRole('button', { name: 'Keep for ever' });

  /** Ten years: the page says so once it listens. */
  async enterTenYears(): Promise<void> {
    await expect(async () => {
      await this.documents().fill('');
      await this.documents().fill('3650');
      await expect(this.page.getByText('about 10 years')).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }

  async goto(): Promise<void> {
    await this.page.goto('/settings/retention');
  }
}
