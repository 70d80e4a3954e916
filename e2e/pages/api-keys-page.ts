import type { Locator, Page } from '@playwright/test';

export class ApiKeysPage {
  constructor(readonly page: Page) {}

  readonly newKey = (): Locator => this.page.getByRole('button', { name: 'New API key' });
  readonly dialog = (): Locator => this.page.getByRole('dialog');
  readonly name = (): Locator => this.dialog().getByLabel('Name');
  readonly scope = (words: string): Locator => this.dialog().getByRole('checkbox', { name: words });
  readonly make = (): Locator => this.dialog().getByRole('button', { name: 'Make the key' });
  readonly secret = (): Locator => this.dialog().getByLabel('API key', { exact: true });
  readonly done = (): Locator => this.dialog().getByRole('button', { name: 'I have copied it' });
  readonly row = (name: string): Locator => this.page.getByRole('row').filter({ hasText: name });

  async revoke(name: string): Promise<void> {
    await this.row(name).getByRole('button', { name: 'Revoke' }).click();
    await this.dialog().getByRole('button', { name: 'Revoke the key' }).click();
  }
}
