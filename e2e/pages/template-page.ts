import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { fileTransfer } from '../support/file-transfer.js';

export class TemplatePage {
  constructor(readonly page: Page) {}

  readonly heading = (name: string): Locator => this.page.getByRole('heading', { level: 1, name });
  readonly role = (name: string): Locator => this.page.getByRole('group', { name });
  readonly title = (): Locator => this.page.getByLabel('Title', { exact: true });
  readonly beforehand = (label: string): Locator =>
    this.page.getByRole('group', { name: 'Fill in beforehand' }).getByLabel(label);
  readonly send = (): Locator => this.page.getByRole('button', { name: 'Send to 1 person' });
  readonly dropZone = (): Locator => this.page.getByRole('group', { name: /Drop a CSV here|Let go/ });
  readonly refusal = (): Locator => this.page.getByRole('alert').filter({ hasText: 'cannot be used' });

  /** Saves the envelope at hand as a template and lands on the template's page. */
  static async saveFromEnvelope(page: Page, name: string): Promise<TemplatePage> {
    await page.getByRole('button', { name: 'Save as template' }).click();
    const dialog = page.getByRole('dialog', { name: 'Save as a template' });
    await dialog.getByLabel('Name of the template').fill(name);
    await dialog.getByRole('button', { name: 'Save the template' }).click();
    await page.waitForURL(/\/templates\/[\w-]+$/);
    return new TemplatePage(page);
  }

  async sampleCsv(): Promise<string> {
    const arriving = this.page.waitForEvent('download');
    await this.page.getByRole('link', { name: 'Download a sample CSV' }).click();
    return readFile(await (await arriving).path(), 'utf8');
  }

  async dropCsv(name: string, csv: string): Promise<void> {
    const dataTransfer = await fileTransfer(this.page, { name, type: 'text/csv', bytes: Buffer.from(csv) });
    await this.dropZone().dispatchEvent('drop', { dataTransfer });
  }
}
