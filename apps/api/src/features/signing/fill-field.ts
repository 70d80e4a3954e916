import { AppError } from '../../domain/app-error.js';
import { effectiveValue, type FieldValue } from '../../domain/field.js';
import { checkFieldValue } from '../../domain/field-value.js';
import { fill } from '../../domain/fill.js';
import type { FieldId } from '../../domain/ids.js';
import { record } from '../../events/record.js';
import type { Glyphs } from '../../ports/glyphs.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { lockTheirEnvelope, type SigningPerson } from './signer.js';
import type { FillInput } from './signing.schema.js';

/** Puts a value into one of the person's own fields. */
export class FillField {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly glyphs: Glyphs,
  ) {}

  /** @returns the value as it now stands. @throws AppError `field-unknown`, `field-value-invalid`, `text-undrawable`, … */
  run(person: SigningPerson, fieldId: FieldId, input: FillInput['value']): Promise<FieldValue | null> {
    return this.unitOfWork.transact(person.organisationId, async (tx) => {
      const before = await lockTheirEnvelope(tx, person);
      const own = before.fields.find((one) => one.id === fieldId && one.recipientId === person.recipientId);
      if (own === undefined) throw new AppError('field-unknown', 'This field is not one of yours.');
      const value = checkFieldValue(own, input, this.glyphs.findUndrawable.bind(this.glyphs));
      const { envelope, events } = fill(before, person.recipientId, { fieldId, value }, tx.now);
      if (events.length > 0) {
        await tx.envelopes.save(before, envelope);
        await record(tx, events, person.context);
      }
      const after = envelope.fields.find((one) => one.id === fieldId);
      return after === undefined ? null : effectiveValue(after);
    });
  }
}
