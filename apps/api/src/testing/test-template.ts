import type { EnvelopeId, TemplateId } from '../domain/ids.js';
import { bySystem } from '../events/record.js';
import { CreateTemplate } from '../features/templates/create-template.js';
import type { TestInstance } from './test-instance.js';

/** A template with the shape of an envelope. */
export async function templateFrom(instance: TestInstance, fromEnvelopeId: EnvelopeId): Promise<TemplateId> {
  const { unitOfWork, ids, organisationId, userId } = instance;
  const command = { organisationId, fromEnvelopeId, name: 'Lease', userId, context: bySystem };
  return (await new CreateTemplate(unitOfWork, ids).run(command)).id;
}
