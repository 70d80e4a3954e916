import type { FieldMark } from '../../pdf/marks.js';
import type { FreePart } from '../compare-views.js';
import type { SeenDocument } from '../viewers/viewer.js';

/** What is done with bytes in a child: whatever they do there, the trial goes on. */
export type TrialTask =
  | { readonly kind: 'seal'; readonly frozen: Uint8Array; readonly mostPages: number }
  | {
      readonly kind: 'see';
      readonly pdf: Uint8Array;
      readonly pageIndexes: readonly number[];
      readonly geometry: Uint8Array;
    }
  | { readonly kind: 'find-free-parts'; readonly upload: Uint8Array };

export interface TrialAnswers {
  readonly seal: {
    readonly sealed: Uint8Array;
    readonly marks: readonly FieldMark[];
    /** What `findActiveContent` found. */
    readonly active: readonly string[];
  };
  readonly see: SeenDocument;
  /** Where forms and media are, which intake may make look otherwise. */
  readonly 'find-free-parts': readonly FreePart[];
}
