import { readFile } from 'node:fs/promises';
import { AppError } from '../../../domain/app-error.js';

/** The verifier as one self-contained file, read once. */
export class VerifierPage {
  private page: Promise<Uint8Array> | null = null;

  /** @param location answers the file's address; throws when the package is not there. */
  constructor(private readonly location: () => string) {}

  /** @throws AppError `service-unavailable` when the installation was not built whole */
  bytes(): Promise<Uint8Array> {
    this.page ??= this.load();
    return this.page;
  }

  private async load(): Promise<Uint8Array> {
    try {
      return new Uint8Array(await readFile(new URL(this.location())));
    } catch (cause) {
      this.page = null;
      throw new AppError(
        'service-unavailable',
        'verifier.html is not there: this installation was not built whole. Ask its operator to run the build again.',
        { cause },
      );
    }
  }
}
