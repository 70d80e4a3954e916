import { type Draft, type DraftRecipient, newKey } from './draft';

/** People who act at the same time; the groups act one after another. */
export function stepsOf(recipients: readonly DraftRecipient[]): readonly (readonly DraftRecipient[])[] {
  const orders = [...new Set(recipients.map((person) => person.routingOrder))].sort((a, b) => a - b);
  return orders.map((order) => recipients.filter((person) => person.routingOrder === order));
}

export function addPerson(draft: Draft): { draft: Draft; key: string } {
  const key = newKey('person');
  const last = Math.max(0, ...draft.recipients.map((person) => person.routingOrder));
  const person: DraftRecipient = { key, name: '', email: '', role: 'signer', routingOrder: last + 1 };
  return { draft: { ...draft, recipients: [...draft.recipients, person] }, key };
}

export function changePerson(draft: Draft, key: string, change: Partial<DraftRecipient>): Draft {
  const recipients = draft.recipients.map((person) =>
    person.key === key ? { ...person, ...change } : person,
  );
  // Somebody who only gets a copy has nothing to fill in.
  const fields =
    change.role === 'copy' ? draft.fields.filter((field) => field.recipientKey !== key) : draft.fields;
  return { ...draft, recipients, fields: fields.length === draft.fields.length ? draft.fields : fields };
}

/** Removes a person with their fields. */
export function removePerson(draft: Draft, key: string): Draft {
  const recipients = renumber(stepsOf(draft.recipients.filter((person) => person.key !== key)));
  return { ...draft, recipients, fields: draft.fields.filter((field) => field.recipientKey !== key) };
}

/**
 * One place earlier. Someone who shares a step leaves it and goes before it; someone alone joins the step before.
 * Pressed again and again, it walks through every order there is, parallel ones included.
 */
export const earlier = (draft: Draft, key: string): Draft => shift(draft, key, -1);

/** One place later, by the same rule. */
export const later = (draft: Draft, key: string): Draft => shift(draft, key, 1);

/** False when {@link earlier} or {@link later} would change nothing. */
export function canShift(recipients: readonly DraftRecipient[], key: string, direction: -1 | 1): boolean {
  const steps = stepsOf(recipients);
  const at = steps.findIndex((step) => step.some((person) => person.key === key));
  return (steps[at]?.length ?? 0) > 1 || steps[at + direction] !== undefined;
}

function shift(draft: Draft, key: string, direction: -1 | 1): Draft {
  if (!canShift(draft.recipients, key, direction)) return draft;
  const steps = stepsOf(draft.recipients).map((step) => [...step]);
  const at = steps.findIndex((step) => step.some((person) => person.key === key));
  const step = steps[at];
  const person = step?.find((candidate) => candidate.key === key);
  if (!step || !person) return draft;
  if (step.length > 1) {
    steps[at] = step.filter((other) => other.key !== key);
    steps.splice(direction === -1 ? at : at + 1, 0, [person]);
  } else {
    const neighbour = steps[at + direction];
    if (direction === -1) neighbour?.push(person);
    else neighbour?.unshift(person);
    steps.splice(at, 1);
  }
  return { ...draft, recipients: renumber(steps) };
}

function renumber(steps: readonly (readonly DraftRecipient[])[]): readonly DraftRecipient[] {
  return steps
    .filter((step) => step.length > 0)
    .flatMap((step, index) => step.map((person) => ({ ...person, routingOrder: index + 1 })));
}
