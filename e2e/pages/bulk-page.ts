import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

export class BulkPage {
  constructor(readonly page: Page) {}

  readonly start = (envelopes: number): Locator =>
    this.page.getByRole('button', { name: `Send ${envelopes} envelopes` });
  readonly row = (rowNumber: number): Locator =>
    this.page
      .getByRole('region', { name: 'Rows' })
      .getByRole('row')
      .filter({ has: this.page.getByRole('cell', { name: String(rowNumber), exact: true }) });
  readonly state = (words: string): Locator => this.page.getByText(words, { exact: true }).first();

  /** The number under one of the headings of the counts ("Mail accepted" …). */
  readonly count = (words: string): Locator =>
    this.page.getByRole('term').filter({ hasText: words }).locator('xpath=../dd');

  async resultCsv(): Promise<string> {
    const arriving = this.page.waitForEvent('download');
    await this.page.getByRole('button', { name: 'Result as CSV' }).click();
    return readFile(await (await arriving).path(), 'utf8');
  }
}
