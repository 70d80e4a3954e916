import { z } from 'zod';
import type { AuditEvent } from './event.js';

/** What the record says of one document from the first look to the seal. Counts of recipients. */
export type DocumentWitness = {
  shownTo: number;
  agreedBy: number;
  signedBy: number;
  /** That the sealed file begins with these bytes. False as well where nothing was sealed or nobody said so. */
  isSealedAsShown: boolean;
  /** Numbers of events that speak of other bytes under this document's name. */
  contradictions: number[];
};

// Loose: members that come later change nothing in what these say.
const acts = z.looseObject({
  recipientId: z.string(),
  documents: z.array(z.looseObject({ documentId: z.string(), sha256Hex: z.string() })),
});
const seal = z.looseObject({ documentId: z.string(), frozenSha256Hex: z.string() });
const SIGNED = new Set(['recipient.signed', 'recipient.approved']);

/** Follows the bytes of one document through the record: shown, agreed to, signed, sealed. */
export function witnessDocument(
  events: readonly AuditEvent[],
  document: { documentId: string; frozenSha256Hex: string },
): DocumentWitness {
  const { documentId, frozenSha256Hex } = document;
  const contradictions: number[] = [];
  const who = (isMeant: (type: string) => boolean): number => {
    const people = new Set<string>();
    for (const event of events) {
      const act = isMeant(event.type) ? acts.safeParse(event.data).data : undefined;
      const told = act?.documents.find((one) => one.documentId === documentId);
      if (act === undefined || told === undefined) continue;
      if (told.sha256Hex === frozenSha256Hex) people.add(act.recipientId);
      else contradictions.push(event.seq);
    }
    return people.size;
  };
  const shownTo = who((type) => type === 'recipient.opened');
  const agreedBy = who((type) => type === 'recipient.consented');
  const signedBy = who((type) => SIGNED.has(type));
  let isSealedAsShown = false;
  for (const event of events) {
    const sealed = event.type === 'document.sealed' ? seal.safeParse(event.data).data : undefined;
    if (sealed?.documentId !== documentId) continue;
    if (sealed.frozenSha256Hex === frozenSha256Hex) isSealedAsShown = true;
    else contradictions.push(event.seq);
  }
  return {
    shownTo,
    agreedBy,
    signedBy,
    isSealedAsShown,
    contradictions: contradictions.sort((a, b) => a - b),
  };
}
