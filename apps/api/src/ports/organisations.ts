import type { OrganisationId } from '../domain/ids.js';

/** The organisations of this installation, for processes that work for all of them. */
export abstract class Organisations {
  abstract list(): Promise<readonly OrganisationId[]>;
  /** The name people see; answered from memory for a minute. */
  abstract nameOf(id: OrganisationId): Promise<string>;
}
