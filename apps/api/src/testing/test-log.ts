import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GENESIS_HASH } from '@sealwright/audit';
import {
  type CheckpointPolicy,
  ed25519NoteSigner,
  formatVerifierKey,
  logLeafHash,
  type NoteSigner,
  type TreeHead,
  verifyCheckpoint,
  verifyTlogProof,
} from '@sealwright/audit/log';
import type { OrganisationId } from '../domain/ids.js';
import { Sequencer, type SequencerParts } from '../features/log/sequencer.js';
import type { PrismaClient } from '../infra/database/generated/client.js';
import { createPrismaClient } from '../infra/database/prisma-client.js';
import { PrismaLogCheckpoints } from '../infra/database/prisma-log-checkpoints.js';
import { PrismaLogKeys } from '../infra/database/prisma-log-keys.js';
import { PrismaLogPlaces } from '../infra/database/prisma-log-places.js';
import { PrismaLogStore } from '../infra/database/prisma-log-store.js';
import { FileLogFolders } from '../infra/log-tiles/file-log-folders.js';
import { FileLogTiles } from '../infra/log-tiles/file-log-tiles.js';
import { ProofsFromTiles } from '../infra/log-tiles/proofs-from-tiles.js';
import { RandomIds } from '../infra/time/random-ids.js';
import type { TestDatabase } from './database.js';
import { seedEnvelope } from './seed-envelope.js';

export const testOrigin = 'log.example.test/log';

/** A log over a test database, with tiles in a folder of its own and a key in this process. */
export interface TestLog {
  readonly prisma: PrismaClient;
  readonly store: PrismaLogStore;
  readonly folders: FileLogFolders;
  /** Of the first log. */
  readonly tiles: FileLogTiles;
  readonly folder: string;
  readonly keys: PrismaLogKeys;
  readonly places: PrismaLogPlaces;
  readonly checkpoints: PrismaLogCheckpoints;
  readonly proofs: ProofsFromTiles;
  readonly signer: NoteSigner;
  /** As one of several sealers would have. */
  sequencer(changes?: Partial<SequencerParts>): Sequencer;
  /** Whom a reader believes; another key than the log's own when one is given. */
  policy(signer?: NoteSigner): CheckpointPolicy;
  /** Of the checkpoint that is shown. @throws Error when it is not to be believed */
  shownHead(): Promise<TreeHead>;
  /** @throws Error when the event has no proof, or one that does not hold for what its row says */
  prove(stream: string, seq: number): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param folder where the tiles are; without it a folder that goes with the log
 * @param pair the key that signs, where several databases share one
 */
export async function createTestLog(
  database: TestDatabase,
  folder = mkdtempSync(join(tmpdir(), 'sealwright-log-')),
  pair = generateKeyPairSync('ed25519'),
): Promise<TestLog> {
  const databaseUrl = database.urlOf('sealer');
  const prisma = createPrismaClient({ databaseUrl, applicationName: 'test', poolSize: 6 });
  const store = new PrismaLogStore(prisma);
  const keys = new PrismaLogKeys(prisma);
  const places = new PrismaLogPlaces(prisma);
  const checkpoints = new PrismaLogCheckpoints(prisma);
  const folders = new FileLogFolders(folder);
  const tiles = new FileLogTiles(folder);
  const signer = await registerSoftwareKey(keys, testOrigin, pair);
  // The same key under the name of a log that was begun after a restore, as the sealer would register it.
  const named = async (origin: string) =>
    origin === testOrigin ? signer : await registerSoftwareKey(keys, origin, pair);
  const parts = {
    ...{ store, folders, keys, batchSize: 4_096, origin: testOrigin, originIsExplicit: false },
    beginnings: null,
    signers: { signers: async (origin: string) => [await named(origin)] },
    crashPoints: { reach: () => {} },
  };
  const proofs = new ProofsFromTiles({ folders, keys, places, checkpoints });
  const policy = (by: NoteSigner = signer) => ({ origin: testOrigin, logKeys: [by.key] });
  return {
    ...{ prisma, store, folders, tiles, folder, keys, places, checkpoints, proofs, signer },
    sequencer: (changes = {}) => new Sequencer({ ...parts, ...changes }),
    policy,
    shownHead: async () => {
      const finding = await verifyCheckpoint((await tiles.published()) ?? '', policy());
      if (finding.verdict !== 'trusted') throw new Error(finding.sentence);
      return finding.checkpoint.head;
    },
    prove: async (stream, seq) => {
      const proof = await proofs.ofEvent(stream, seq);
      if (!proof) throw new Error(`${stream} ${seq} is not in the log.`);
      const finding = await verifyTlogProof(proof.tlogProof, await leafOf(database, stream, seq), policy());
      if (finding.verdict !== 'included') throw new Error(finding.sentence);
    },
    close: async () => {
      await prisma.$disconnect();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function leafOf(database: TestDatabase, stream: string, seq: number): Promise<Uint8Array> {
  const rows = await database.query(
    'auditor',
    'SELECT chain_hash FROM audit_event WHERE stream = $1 AND seq IN ($2, $3) ORDER BY seq',
    [stream, seq - 1, seq],
  );
  const [previous, own] = rows.map((row) => new Uint8Array(row.chain_hash as Uint8Array));
  if (!previous) throw new Error('No such event.');
  return own ? logLeafHash(stream, previous, own) : logLeafHash(stream, GENESIS_HASH, previous);
}

/** Ed25519 in this process, known to the database as a key of the log. */
export async function registerSoftwareKey(
  keys: PrismaLogKeys,
  origin: string,
  { publicKey, privateKey } = generateKeyPairSync('ed25519'),
): Promise<NoteSigner> {
  const spkiDer = Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' }));
  const signer = noteSigner(origin, spkiDer, privateKey);
  const verifierKey = formatVerifierKey(signer.key);
  await keys.register({
    id: new RandomIds().uuid(),
    verifierKey,
    algorithm: 'ed25519',
    spkiDer,
    label: 'test',
  });
  return signer;
}

function noteSigner(origin: string, spkiDer: Uint8Array, privateKey: KeyObject): NoteSigner {
  const signMessage = async (message: Uint8Array) => Uint8Array.from(sign(null, message, privateKey));
  return ed25519NoteSigner(origin, spkiDer.subarray(-32), signMessage);
}

/** A chain of `count` events as audit_append would write it, without its bookkeeping for each of them. */
export async function appendChain(database: TestDatabase, count: number): Promise<{ stream: string }> {
  const ids = new RandomIds();
  const { organisationId, envelopeId } = await seedEnvelope(database, () => ids.uuid<OrganisationId>());
  const stream = `envelope:${envelopeId}`;
  await appendTo(database, organisationId, stream, count);
  return { stream };
}

async function appendTo(
  database: TestDatabase,
  organisationId: string,
  stream: string,
  count: number,
): Promise<void> {
  await database.query(
    'app',
    `DO $$
     BEGIN
       PERFORM set_config('app.organisation', '${organisationId}', true);
       PERFORM audit_append('${stream}', string_agg(concat_ws(E'\\n', '{"at":"',
         '","id":"' || gen_random_uuid() || '","personal":[],"seq":', ',"stream":"${stream}","type":"test"}'), E'\\n\\n'))
         FROM generate_series(1, ${count});
     END $$`,
  );
}
