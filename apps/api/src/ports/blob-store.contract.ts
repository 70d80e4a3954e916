import { createHash, randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import type { OrganisationId } from '../domain/ids.js';
import type { BlobStore, StoredBlob } from './blob-store.js';

/** What every blob store promises; run by the in-memory and by the real one. */
export function blobStoreContract(setup: {
  store(): BlobStore;
  newOrganisation(): OrganisationId;
  register(organisationId: OrganisationId, blob: StoredBlob): Promise<void>;
}): void {
  const putAndRegister = async (organisationId: OrganisationId, bytes: Uint8Array) => {
    const blob = await setup.store().put(organisationId, bytes);
    await setup.register(organisationId, blob);
    return blob;
  };

  it.each([0, 1, 16, 65_537, 3_000_000])('gives back %i bytes as they were put', async (length) => {
    const organisation = setup.newOrganisation();
    const bytes = randomBytes(length);
    const blob = await putAndRegister(organisation, bytes);
    expect(blob).toMatchObject({
      sha256Hex: createHash('sha256').update(bytes).digest('hex'),
      byteSize: length,
    });
    expect(Buffer.from(await setup.store().get(organisation, blob.sha256Hex)).equals(bytes)).toBe(true);
  });

  it('bears the same bytes many times at once', async () => {
    const organisation = setup.newOrganisation();
    const bytes = randomBytes(10_000);
    const blobs = await Promise.all(Array.from({ length: 8 }, () => putAndRegister(organisation, bytes)));
    expect(new Set(blobs.map((blob) => blob.sha256Hex)).size).toBe(1);
    await putAndRegister(organisation, bytes);
    const read = await setup.store().get(organisation, blobs[0]?.sha256Hex ?? '');
    expect(Buffer.from(read).equals(bytes)).toBe(true);
  });

  it('keeps organisations apart', async () => {
    const blob = await putAndRegister(setup.newOrganisation(), randomBytes(10));
    const other = setup.store().get(setup.newOrganisation(), blob.sha256Hex);
    await expect(other).rejects.toMatchObject({ code: 'blob-missing' });
  });

  it('says that it does not know a hash', async () => {
    const unknown = setup.store().get(setup.newOrganisation(), '00'.repeat(32));
    await expect(unknown).rejects.toMatchObject({ code: 'blob-missing' });
  });
}
