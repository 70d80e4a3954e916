import type { PlatformFacts } from '../domain/platform-readiness.js';

/** What the database knows of the platform's ability to seal. */
export interface PlatformFactsRepository {
  read(): Promise<PlatformFacts>;
}
