import type { ConvertedFormat } from '../intake/source-format.js';

export interface OfficeTask {
  readonly kind: 'examine';
  readonly bytes: Uint8Array;
}

export interface OfficeAnswers {
  readonly examine: ConvertedFormat | null;
}
