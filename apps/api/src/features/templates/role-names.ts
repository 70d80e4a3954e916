import type { Recipient, RecipientRole } from '../../domain/recipient.js';

const generic: Record<RecipientRole, string> = { signer: 'Signer', approver: 'Approver', copy: 'Copy' };

/**
 * A name for the role each recipient had: the caller's own key when it is a word ("buyer" → "Buyer"), else "Signer 1",
 * "Approver 1" and so on. No two are equal.
 */
export function roleNames(recipients: readonly Pick<Recipient, 'key' | 'role'>[]): readonly string[] {
  const taken = new Set<string>();
  return recipients.map(({ key, role }) => {
    const wanted = isWord(key) ? capitalised(key) : null;
    const name =
      wanted !== null && !taken.has(wanted.toLowerCase()) ? wanted : firstFree(generic[role], taken);
    taken.add(name.toLowerCase());
    return name;
  });
}

/** Keys made by machines (ids, r1, recipient-2) tell a person nothing. */
function isWord(key: string): boolean {
  return (
    /^\p{L}[\p{L} '-]{2,59}$/u.test(key) &&
    !/^(recipient|signer|approver|copy|party|person|key)s?$/i.test(key)
  );
}

function capitalised(key: string): string {
  const [first = '', ...rest] = key.trim();
  return `${first.toUpperCase()}${rest.join('')}`;
}

function firstFree(word: string, taken: ReadonlySet<string>): string {
  let number = 1;
  while (taken.has(`${word} ${number}`.toLowerCase())) number += 1;
  return `${word} ${number}`;
}
