import { clsx } from 'clsx';
import type { PageSize } from '@/api/documents';
import type { Problem } from '@/api/problem';
import type { FieldValue, SigningField } from '@/api/signing';

export interface FieldOnPageProps {
  readonly field: SigningField;
  readonly page: PageSize;
  readonly value: FieldValue;
  readonly fault: Problem | undefined;
  /** Full description for screen readers: what, whether required, which of how many. */
  readonly name: string;
  readonly onValue: (value: FieldValue) => void;
  readonly onSign: () => void;
  readonly onNext: () => void;
}

/** DOM id of a field's control, so that "next" can put the focus there. */
export const controlId = (fieldId: string) => `field-${fieldId}`;

/** DOM id of the sentence that says what is wrong with a field. */
export const faultId = (fieldId: string) => `${controlId(fieldId)}-fault`;

/** Two looks: still to do (accent edge and tint) and done (quiet). Pages stay paper, so the colours are fixed. */
export const look = (done: boolean, fault: boolean) =>
  clsx(
    'rounded-[3px] border text-[#14213a]',
    fault && 'border-[#a0272c] bg-[#fbe8e5]',
    !fault && (done ? 'border-[#0b6a68]/50 bg-white/70' : 'border-[#0b6a68] bg-[#dff1ee]/90'),
  );

/** Grows the touch target to 44 px around small fields without covering the page. */
export const reach =
  'before:absolute before:top-1/2 before:left-1/2 before:h-11 before:w-full before:min-w-11 before:-translate-1/2';

/** What is written into: as small as the page's own letters, and large enough to read and hit while it has the focus. */
export const writing = (field: SigningField) =>
  clsx(
    'text-[length:max(var(--letters),8px)] placeholder:text-[#45516a]',
    'focus:z-20 focus:min-h-11 focus:min-w-[min(60cqw,16rem)] focus:bg-white focus:text-[length:max(var(--letters),16px)] focus:shadow-float',
    field.x > 0.5 && 'focus:right-0 focus:left-auto',
  );
