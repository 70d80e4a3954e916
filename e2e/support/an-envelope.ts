import { randomUUID } from 'node:crypto';
import type { Envelope, SenderApi } from './api.js';
import { samplePdf } from './sample-pdf.js';

export interface Person {
  readonly key: string;
  readonly name: string;
  readonly email: string;
  readonly role: 'signer' | 'approver' | 'copy';
  readonly routingOrder: number;
}

type FieldKind = 'signature' | 'initials' | 'name' | 'date' | 'text' | 'checkbox';

/** Somebody with a mail address of their own, so that no test reads another's mail. */
export function person(name: string, details: Partial<Person> = {}): Person {
  const key = randomUUID().slice(0, 8);
  return { key, name, email: `${key}@people.test`, role: 'signer', routingOrder: 1, ...details };
}

export interface Wish {
  readonly title?: string;
  readonly message?: string;
  readonly people: readonly Person[];
  /** Fields of each person; without it everyone signs and the first also has one of each other kind. */
  readonly fieldsOf?: (person: Person, position: number) => readonly FieldKind[];
  readonly pdf?: Buffer;
  /** Names of further documents, each with a signature field for everyone who signs. */
  readonly annexes?: readonly string[];
}

const everyKind: readonly FieldKind[] = ['name', 'text', 'checkbox', 'date', 'signature'];

/** A draft, ready to send, by API. */
export async function draftEnvelope(api: SenderApi, wish: Wish): Promise<Envelope> {
  const { title = `Service agreement ${randomUUID().slice(0, 6)}`, message = '', people } = wish;
  const document = await api.upload('agreement.pdf', wish.pdf ?? samplePdf(title));
  const kindsOf = wish.fieldsOf ?? ((_, position) => (position === 0 ? everyKind : ['signature']));
  const fields = people.flatMap((one, position) =>
    one.role === 'copy'
      ? []
      : kindsOf(one, position).map((type, row) => ({
          recipientKey: one.key,
          documentId: document.id,
          type,
          pageNumber: 1,
          ...boxOf(type, position, row),
          required: true,
          label: type === 'text' ? 'Place' : type === 'checkbox' ? 'I have read it' : '',
        })),
  );
  const documentIds = [document.id];
  for (const name of wish.annexes ?? []) {
    const annex = await api.upload(name, samplePdf(`${name} of ${title}`, 2));
    documentIds.push(annex.id);
    fields.push(...annexFields(people, annex.id));
  }
  return api.create({ title, message, documentIds, recipients: people, fields });
}

/** The same, sent. */
export async function sentEnvelope(api: SenderApi, wish: Wish): Promise<Envelope> {
  return api.send(await draftEnvelope(api, wish));
}

/** On the second page: a signature of everyone who signs. */
function annexFields(people: readonly Person[], documentId: string) {
  const signers = people.filter(({ role }) => role === 'signer');
  return signers.map(({ key }, column) => ({
    ...{ recipientKey: key, documentId, type: 'signature' as const, pageNumber: 2 },
    ...{ ...boxOf('signature', column, 1), required: true, label: '' },
  }));
}

/** One column per person, one row per field, in the lower half of the page. */
function boxOf(type: FieldKind, column: number, row: number) {
  const x = 0.08 + (column % 3) * 0.3;
  const y = 0.42 + row * 0.09;
  if (type === 'checkbox') return { x, y, width: 0.03, height: 0.022 };
  return { x, y, width: 0.26, height: type === 'signature' ? 0.07 : 0.03 };
}
