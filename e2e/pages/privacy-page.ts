import { expect, type Locator, type Page } from '@playwright/test';

/** Settings → Privacy. */
export class PrivacyPage {
  constructor(readonly page: Page) {}

  readonly envelope = (title: string): Locator => this.page.getByRole('listitem').filter({ hasText: title });
  readonly confirm = (): Locator => this.page.getByRole('textbox', { name: /^Type .* to confirm$/ });
  readonly erase = (): Locator => this.page.getByRole('button', { name: 'Erase this person' });
  readonly newest = (): Locator => this.page.getByRole('listitem').filter({ hasText: 'Erased in' }).first();

  async goto(): Promise<void> {
    await this.page.goto('/settings/privacy');
  }

  async look(email: string): Promise<void> {
    const look = this.page.getByRole('button', { name: 'Look for this person' });
    // On a busy machine a text can be there before the page listens.
    await expect(async () => {
      await this.page.getByRole('textbox', { name: 'E-mail address' }).fill('');
      await this.page.getByRole('textbox', { name: 'E-mail address' }).fill(email);
      await expect(look).toBeEnabled({ timeout: 1_000 });
    }).toPass();
    await look.click();
  }
}
