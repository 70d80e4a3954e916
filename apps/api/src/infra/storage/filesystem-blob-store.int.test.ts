import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OrganisationId } from '../../domain/ids.js';
import { blobStoreContract } from '../../ports/blob-store.contract.js';
import { createTestDatabase, type TestDatabase } from '../../testing/database.js';
import { SilentBell } from '../../testing/silent-bell.js';
import type { PrismaClient } from '../database/generated/client.js';
import { createPrismaClient } from '../database/prisma-client.js';
import { PrismaUnitOfWork } from '../database/prisma-unit-of-work.js';
import { RandomIds } from '../time/random-ids.js';
import { checkStorage } from './check-storage.js';
import { FilesystemBlobStore } from './filesystem-blob-store.js';
import { MasterKeyWrapper } from './master-key-wrapper.js';

const ids = new RandomIds();
const root = mkdtempSync(join(tmpdir(), 'blobs-'));
const masterKey = randomBytes(32);
let database: TestDatabase;
let prisma: PrismaClient;
let units: PrismaUnitOfWork;
let store: FilesystemBlobStore;

beforeAll(async () => {
  database = await createTestDatabase();
  prisma = createPrismaClient({ databaseUrl: database.urlOf('app'), applicationName: 'test', poolSize: 4 });
  units = new PrismaUnitOfWork(prisma, ids, new SilentBell());
  store = new FilesystemBlobStore(root, new MasterKeyWrapper(masterKey), units);
});

afterAll(async () => {
  await prisma?.$disconnect();
  await database?.drop();
  rmSync(root, { recursive: true });
});

const newOrganisation = () => ids.uuid<OrganisationId>();
const keep = async (organisation: OrganisationId, bytes: Uint8Array) => {
  const blob = await store.put(organisation, bytes);
  await units.transact(organisation, (tx) => tx.blobs.register(blob));
  return blob;
};
const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());

describe('the blob store on disk', () => {
  blobStoreContract({
    store: () => store,
    newOrganisation,
    register: (organisation, blob) => units.transact(organisation, (tx) => tx.blobs.register(blob)),
  });

  it('writes no plain text and leaves no temporary file', async () => {
    const organisation = newOrganisation();
    await keep(organisation, Buffer.from(`secret contract ${'x'.repeat(5_000)}`));
    const files = filesOf(join(root, organisation));
    expect(files).toHaveLength(1);
    expect(files[0]).not.toMatch(/\.tmp$/);
    expect(readFileSync(files[0] ?? '', 'latin1')).not.toContain('secret contract');
    expect(statSync(files[0] ?? '').mode & 0o077).toBe(0);
  });

  it.each([
    ['a flipped bit', (bytes: Buffer) => bytes.fill((bytes[500] ?? 0) ^ 1, 500, 501)],
    ['a file cut short', (bytes: Buffer) => bytes.subarray(0, -1)],
    ['an empty file', () => Buffer.alloc(0)],
    ['more bytes at the end', (bytes: Buffer) => Buffer.concat([bytes, Buffer.alloc(1)])],
  ])('notices %s', async (_name, damage) => {
    const organisation = newOrganisation();
    const blob = await keep(organisation, randomBytes(4_000));
    const [path = ''] = filesOf(join(root, organisation));
    writeFileSync(path, damage(readFileSync(path)));
    await expect(store.get(organisation, blob.sha256Hex)).rejects.toMatchObject({ code: 'blob-damaged' });
  });

  it('notices a file put in the place of another', async () => {
    const organisation = newOrganisation();
    const first = await keep(organisation, randomBytes(100));
    const [firstPath = ''] = filesOf(join(root, organisation));
    await keep(organisation, randomBytes(100));
    const secondPath = filesOf(join(root, organisation)).find((path) => path !== firstPath) ?? '';
    renameSync(secondPath, firstPath);
    await expect(store.get(organisation, first.sha256Hex)).rejects.toMatchObject({ code: 'blob-damaged' });
  });

  it('does not open a key that was copied to another organisation', async () => {
    const [from, to] = [newOrganisation(), newOrganisation()];
    const blob = await keep(from, randomBytes(100));
    await units.transact(to, (tx) => tx.blobs.register(blob));
    await expect(store.get(to, blob.sha256Hex)).rejects.toMatchObject({ code: 'blob-damaged' });
  });

  it('says which file is gone', async () => {
    const organisation = newOrganisation();
    const blob = await keep(organisation, randomBytes(100));
    rmSync(join(root, organisation), { recursive: true });
    await expect(store.get(organisation, blob.sha256Hex)).rejects.toMatchObject({ code: 'blob-missing' });
  });

  it('is healed by whoever puts the same bytes again', async () => {
    const organisation = newOrganisation();
    const bytes = randomBytes(2_000);
    const blob = await keep(organisation, bytes);
    writeFileSync(filesOf(join(root, organisation))[0] ?? '', 'garbage');
    await keep(organisation, bytes);
    expect(Buffer.from(await store.get(organisation, blob.sha256Hex)).equals(bytes)).toBe(true);
  });
});

describe('the master key', () => {
  it('is checked at start, before anything is written', async () => {
    await checkStorage(root, new MasterKeyWrapper(masterKey));
    await checkStorage(root, new MasterKeyWrapper(masterKey));
    const wrong = checkStorage(root, new MasterKeyWrapper(randomBytes(32)));
    await expect(wrong).rejects.toMatchObject({ code: 'master-key-wrong' });
  });

  it('opens nothing that another one wrapped', async () => {
    const organisation = newOrganisation();
    const blob = await keep(organisation, randomBytes(100));
    const other = new FilesystemBlobStore(root, new MasterKeyWrapper(randomBytes(32)), units);
    await expect(other.get(organisation, blob.sha256Hex)).rejects.toMatchObject({ code: 'master-key-wrong' });
  });
});

const small = mkdtempSync(join(tmpdir(), 'small-disk-'));
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', small]).status === 0;

describe.skipIf(!mounted)('a full disk', () => {
  afterAll(() => {
    spawnSync('umount', [small]);
    rmSync(small, { recursive: true, force: true });
  });

  it('is said, leaves nothing behind, and is over when there is room again', async () => {
    const full = new FilesystemBlobStore(small, new MasterKeyWrapper(masterKey), units);
    const organisation = newOrganisation();
    const attempt = full.put(organisation, randomBytes(3_000_000));
    await expect(attempt).rejects.toMatchObject({ code: 'storage-full' });
    expect(filesOf(small)).toEqual([]);
    await expect(full.put(organisation, randomBytes(100_000))).resolves.toMatchObject({ byteSize: 100_000 });
  });
});
