import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';

/** The sender's view of an envelope that is out, or has ended. */
export class EnvelopePage {
  constructor(readonly page: Page) {}

  readonly heading = (title: string): Locator => this.page.getByRole('heading', { level: 1, name: title });
  readonly person = (name: string): Locator =>
    this.page.getByRole('listitem').filter({ hasText: name }).first();
  readonly downloadButton = (file: string): Locator =>
    this.page.getByRole('button', { name: new RegExp(`^Download\\s*: ${file}$`) });
  readonly fact = (term: string): Locator =>
    this.page.getByRole('definition').and(this.page.locator(`dt:text-is("${term}") + dd`));
  readonly status = (word: string): Locator => this.page.getByText(word, { exact: true });

  async goto(id: string): Promise<void> {
    await this.page.goto(`/envelopes/${id}`);
  }

  async download(file: string): Promise<{ name: string; bytes: Buffer }> {
    const arriving = this.page.waitForEvent('download');
    await this.downloadButton(file).click();
    const download = await arriving;
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  /** Puts a mark into the page that a reload would wipe away. */
  async rememberThisLoad(): Promise<void> {
    await this.page.evaluate(() => {
      document.documentElement.dataset.sameLoad = 'yes';
    });
  }

  async isStillTheSameLoad(): Promise<boolean> {
    return this.page.evaluate(() => document.documentElement.dataset.sameLoad === 'yes');
  }
}
