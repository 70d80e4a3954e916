import type { SecondOpinion } from '../../ports/pdf-sandbox.js';

/** What a child is asked. `bytes` may be left out when the child has just been given the same document. */
export type SandboxTask =
  | { readonly kind: 'second-opinion'; readonly bytes: Uint8Array }
  | {
      readonly kind: 'render-page';
      readonly sha256Hex: string;
      readonly bytes: Uint8Array | null;
      readonly pageIndex: number;
      readonly widthPx: number;
      readonly format: 'webp' | 'jpeg';
    }
  | {
      readonly kind: 'page-text';
      readonly sha256Hex: string;
      readonly bytes: Uint8Array | null;
      readonly pageIndex: number;
    };

export interface SandboxAnswers {
  readonly 'second-opinion': SecondOpinion;
  readonly 'render-page': Uint8Array;
  readonly 'page-text': string;
}
