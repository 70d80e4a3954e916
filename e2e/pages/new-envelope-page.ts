import type { Locator, Page } from '@playwright/test';
import { fileTransfer } from '../support/file-transfer.js';

export interface DroppedFile {
  readonly name: string;
  readonly bytes: Buffer;
  readonly type?: string;
}

export class NewEnvelopePage {
  constructor(private readonly page: Page) {}

  readonly dropZone = (): Locator =>
    this.page.getByRole('group', { name: /Drop your documents here|Let go/ });
  readonly rows = (): Locator =>
    this.page.getByRole('list', { name: 'Files being added' }).getByRole('listitem');
  readonly row = (name: string): Locator => this.rows().filter({ hasText: name });
  private readonly input = (): Locator => this.dropZone().locator('input[type=file]');
  readonly goOn = (): Locator => this.page.getByRole('button', { name: /^Go on/ });

  /** Drops a file as a pointer does: a DataTransfer with the bytes, over the zone. */
  async drop(name: string, bytes: Buffer, type = 'application/pdf'): Promise<void> {
    const dataTransfer = await fileTransfer(this.page, { name, type, bytes });
    await this.dropZone().dispatchEvent('dragover', { dataTransfer });
    await this.dropZone().dispatchEvent('drop', { dataTransfer });
  }

  /** Chooses files in the browser's own dialog. */
  async choose(...files: readonly DroppedFile[]): Promise<void> {
    const payloads = files.map(({ name, bytes, type = 'application/pdf' }) => ({
      ...{ name, mimeType: type, buffer: bytes },
    }));
    await this.input().setInputFiles(payloads);
  }

  /** Chooses a file that lies on this machine. */
  async chooseFile(path: string): Promise<void> {
    await this.input().setInputFiles(path);
  }
}
