import type { RehearsalFailure } from '../intake/rehearsal/rehearse.js';
import type { IntakeLimits, PdfReport } from '../intake/report.js';
import type { FieldMark } from '../pdf/marks.js';

/** `wallMs`: when the child is killed; it means to answer before. */
export type IntakeTask =
  | {
      readonly kind: 'take-in';
      readonly bytes: Uint8Array;
      readonly limits: IntakeLimits;
      readonly wallMs: number;
    }
  | {
      readonly kind: 'rehearse';
      readonly bytes: Uint8Array;
      readonly marks: readonly FieldMark[];
      readonly wallMs: number;
    };

export interface IntakeAnswers {
  /** `changed`: the file to freeze, when it is not the upload. */
  readonly 'take-in': { readonly report: PdfReport; readonly changed: Uint8Array | null };
  readonly rehearse: RehearsalFailure | null;
}
