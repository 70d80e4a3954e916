import { describe } from 'vitest';
import type { OrganisationId } from '../domain/ids.js';
import { RandomIds } from '../infra/time/random-ids.js';
import { blobStoreContract } from '../ports/blob-store.contract.js';
import { MemoryBlobStore } from './memory-blob-store.js';

describe('the in-memory blob store', () => {
  const store = new MemoryBlobStore();
  const ids = new RandomIds();
  blobStoreContract({
    store: () => store,
    newOrganisation: () => ids.uuid<OrganisationId>(),
    register: async () => {},
  });
});
