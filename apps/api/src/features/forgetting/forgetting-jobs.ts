import type { JobContext, JobHandler } from '../../ports/job-handler.js';
import type { ErasePerson } from './erase-person.js';
import type { RemoveErasedFiles } from './remove-erased-files.js';

export class ErasePersonJob implements JobHandler<'erase-person'> {
  readonly kind = 'erase-person';
  constructor(private readonly erasePerson: ErasePerson) {}

  async run({ requestId }: { requestId: string }, { organisationId }: JobContext): Promise<undefined> {
    await this.erasePerson.run(organisationId, requestId);
  }
}

export class RemoveErasedFilesJob implements JobHandler<'remove-erased-files'> {
  readonly kind = 'remove-erased-files';
  constructor(private readonly removeFiles: RemoveErasedFiles) {}

  async run(_payload: object, { organisationId }: JobContext): Promise<undefined> {
    await this.removeFiles.run(organisationId);
  }
}
