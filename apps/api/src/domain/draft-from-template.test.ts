import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { anEnvelope, NOON } from '../testing/an-envelope.js';
import { draftFromTemplate, type Template } from './draft-from-template.js';
import type { FieldType } from './field.js';
import { type FieldTraits, plainTraits } from './field-traits.js';
import {
  asId,
  type DocumentId,
  type EnvelopeId,
  type FieldId,
  type OrganisationId,
  type RecipientId,
  type TemplateId,
  type TemplateRoleId,
  type UserId,
  type UuidId,
} from './ids.js';

const roleId = asId<TemplateRoleId>(randomUUID());
const newId = <Id extends UuidId>() => asId<Id>(randomUUID());

type TraitsFor = (type: FieldType, index: number) => Partial<FieldTraits>;

/** A template whose fields all carry the label "Tenant". */
function templateOf(types: readonly FieldType[], traits: TraitsFor = () => ({})): Template {
  const { document } = anEnvelope();
  return {
    ...{ id: newId<TemplateId>(), organisationId: newId<OrganisationId>(), name: 'Lease', title: 'Lease' },
    ...{ message: '', expiresInDays: 30, archivedAt: null, documents: [document] },
    roles: [{ id: roleId, position: 0, name: 'Tenant', role: 'signer', routingOrder: 1 }],
    fields: types.map((type, position) => ({
      ...plainTraits,
      ...traits(type, position),
      ...{ roleId, documentId: document.id, position, type, pageNumber: 1, required: true, label: 'Tenant' },
      ...{ box: { x: 0.1, y: 0.1, width: 0.2, height: 0.05 }, prefilled: null },
    })),
  };
}

function fieldsOf(types: readonly FieldType[], values: Record<string, string>, traits?: TraitsFor) {
  const command = {
    ...{ id: newId<EnvelopeId>(), source: { kind: 'blank' as const }, values },
    sender: { userId: newId<UserId>(), name: 'Ada', email: 'ada@example.test' },
    recipients: [{ roleId, name: 'Ben', email: 'ben@example.test' }],
    newRecipientId: () => newId<RecipientId>(),
    newFieldId: () => newId<FieldId>(),
    newDocumentId: () => newId<DocumentId>(),
  };
  return draftFromTemplate(templateOf(types, traits), command, NOON).envelope.fields;
}

describe('a value for a choice', () => {
  const options = (...values: string[]) => values.map((value) => ({ value, label: value.toUpperCase() }));
  const fill = (values: Record<string, string>) =>
    fieldsOf(['dropdown', 'radio', 'radio'], values, (type, at) =>
      type === 'dropdown'
        ? { name: 'size', options: options('s', 'm') }
        : { group: 'Colour', options: options(['', 'red', 'blue'][at] ?? '') },
    ).map(({ prefilled }) => prefilled);

  it('chooses one button of a group and one option of a dropdown, by value or by words', () => {
    expect(fill({ size: 'm', Colour: 'BLUE' })).toEqual(['m', 'false', 'true']);
    expect(fill({ Tenant: 'S' })).toEqual(['s', null, null]);
    expect(fill({ Colour: '' })).toEqual([null, null, null]);
  });

  it('is refused when it is not among them', () => {
    const refusal = expect.objectContaining({ code: 'template-value-unknown', pointer: '/values/Colour' });
    expect(() => fill({ Colour: 'green' })).toThrow(refusal);
  });
});

describe('a value for a label', () => {
  it('goes to every field of that label that can be filled in beforehand, and to no other', () => {
    const fields = fieldsOf(['text', 'signature', 'initials', 'date', 'name'], { Tenant: 'Ben' });
    expect(fields.map(({ type, prefilled }) => [type, prefilled])).toEqual([
      ['text', 'Ben'],
      ['signature', null],
      ['initials', null],
      ['date', null],
      ['name', 'Ben'],
    ]);
  });

  it('is refused when only fields carry the label that the recipient alone fills', () => {
    expect(() => fieldsOf(['signature', 'date'], { Tenant: 'Ben' })).toThrow(
      expect.objectContaining({ code: 'template-value-unknown', pointer: '/values/Tenant' }),
    );
  });
});
