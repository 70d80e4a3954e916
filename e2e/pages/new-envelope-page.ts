import type { Locator, Page } from '@playwright/test';
import { fileTransfer } from '../support/file-transfer.js';

export class NewEnvelopePage {
  constructor(private readonly page: Page) {}

  readonly dropZone = (): Locator => this.page.getByRole('group', { name: /Drop a PDF here|Let go/ });
  readonly refusal = (): Locator =>
    this.page.getByRole('alert').filter({ hasText: 'This file cannot be used' });

  /** Drops a file as a pointer does: a DataTransfer with the bytes, over the zone. */
  async drop(name: string, bytes: Buffer, type = 'application/pdf'): Promise<void> {
    const dataTransfer = await fileTransfer(this.page, { name, type, bytes });
    await this.dropZone().dispatchEvent('dragover', { dataTransfer });
    await this.dropZone().dispatchEvent('drop', { dataTransfer });
  }
}
