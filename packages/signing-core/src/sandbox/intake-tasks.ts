import type { IntakeLimits, PdfReport } from '../intake/report.js';

export interface IntakeTask {
  readonly kind: 'take-in';
  readonly bytes: Uint8Array;
  readonly limits: IntakeLimits;
}

export interface IntakeAnswers {
  /** `changed`: the file to freeze, when it is not the upload. */
  readonly 'take-in': { readonly report: PdfReport; readonly changed: Uint8Array | null };
}
