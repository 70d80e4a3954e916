import type { CertificateInput, InputRecipient, KeptSignature } from '@sealwright/audit/certificate';
import { type Envelope, fieldsOf } from '../../domain/envelope.js';
import { ERASED_TEXT, isErasedAddress } from '../../domain/erased.js';
import { isSignatureType } from '../../domain/field.js';
import type { Recipient } from '../../domain/recipient.js';

/** A recipient with the signatures they drew, as long as both are kept. */
export function tellRecipient(envelope: Envelope, { id, name, email, role }: Recipient): InputRecipient {
  return {
    ...{ id, role },
    name: name === ERASED_TEXT ? null : name,
    email: isErasedAddress(email) ? null : email,
    signatures: fieldsOf(envelope, id).flatMap(({ id: fieldId, type, value }): KeptSignature[] => {
      const isDrawn = isSignatureType(type) && typeof value === 'object' && value?.kind === 'drawn';
      return isDrawn ? [{ fieldId, strokes: value.strokes, aspect: value.aspect }] : [];
    }),
  };
}

export function senderOf({ sender }: Envelope): CertificateInput['sender'] {
  return { id: sender.userId, name: sender.name, email: sender.email };
}
