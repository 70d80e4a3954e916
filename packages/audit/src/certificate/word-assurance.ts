export type IdentificationMethod = 'mailed-link' | 'revealed-link';

export const SIMPLE_SIGNATURE = 'Simple electronic signature (eIDAS Art. 3(10)).';

const words: Record<IdentificationMethod, { method: string; assurance: string }> = {
  'mailed-link': {
    method:
      'By a personal link, sent to this e-mail address only. It shows access to the mailbox; no identity document or second factor was checked.',
    assurance: SIMPLE_SIGNATURE,
  },
  'revealed-link': {
    method:
      'By a personal link that was sent to this e-mail address and also shown to the sender. It does not show access to the mailbox.',
    assurance: `${SIMPLE_SIGNATURE} Lowered, because somebody else could use the link.`,
  },
};

/** Words the weakest method in the evidence: what was proven never reads as more than it is. */
export function wordAssurance(methods: readonly string[]): { method: string; assurance: string } {
  if (methods.includes('revealed-link')) return words['revealed-link'];
  if (methods.length > 0 && methods.every((method) => method === 'mailed-link')) return words['mailed-link'];
  return { method: `Recorded as: ${methods.join(', ') || 'nothing'}.`, assurance: SIMPLE_SIGNATURE };
}
