import { type ConvertedFormat, LocalConverter } from '@sealwright/signing-core/office';
import { DocumentConverter } from '../../ports/document-converter.js';
import type { PlatformCheck } from '../../ports/platform-checks.js';

/** With LibreOffice on this machine, where it is installed. */
export class LocalDocumentConverter extends DocumentConverter {
  private readonly converter: LocalConverter;

  /** @param searchPath where programs are looked for, like the variable PATH. */
  constructor(searchPath: string) {
    super();
    this.converter = new LocalConverter({ searchPath });
  }

  override convert(format: ConvertedFormat, bytes: Uint8Array): Promise<Uint8Array> {
    return this.converter.convert(format, bytes);
  }

  override async check(): Promise<PlatformCheck> {
    const detail =
      this.converter.programs.soffice === null
        ? 'Not set up: office documents are refused with a sentence.'
        : 'LibreOffice on this machine converts office documents.';
    return { state: 'ok', detail };
  }

  override close(): void {
    this.converter.close();
  }
}
