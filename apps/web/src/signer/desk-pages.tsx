'use client';
import type { SigningState } from '@/api/signing';
import { DocumentSection } from './document-section';
import { inReadingOrder } from './field-order';
import type { FieldValues } from './use-field-values';
import type { Guide } from './use-guide';

/** The documents one after another, with this signer's fields. */
export function DeskPages({
  state,
  entries,
  guide,
}: {
  state: SigningState;
  entries: FieldValues;
  guide: Guide;
}) {
  const fields = inReadingOrder(state);
  return (
    <div className="space-y-10 sm:space-y-14">
      {state.documents.map((document, index) => (
        <DocumentSection key={document.id} {...{ state, entries, guide, fields, document, index }} />
      ))}
    </div>
  );
}
