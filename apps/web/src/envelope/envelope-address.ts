import type { EnvelopeSummary } from '@/api/envelopes';

/** Where a click on an envelope leads: drafts open in the editor. */
export function envelopeAddress(envelope: Pick<EnvelopeSummary, 'id' | 'status'>): string {
  return envelope.status === 'draft' ? `/envelopes/${envelope.id}/edit` : `/envelopes/${envelope.id}`;
}

/** Whose turn it is: the people of the lowest routing order who are neither done nor only copied. */
export function currentPeople(envelope: Pick<EnvelopeSummary, 'status' | 'recipients'>): readonly string[] {
  if (envelope.status !== 'sent') return [];
  const open = envelope.recipients.filter(
    (person) => person.role !== 'copy' && person.status !== 'completed',
  );
  const turn = Math.min(...open.map((person) => person.routingOrder));
  return open.filter((person) => person.routingOrder === turn).map((person) => person.name);
}
