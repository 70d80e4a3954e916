import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeAuditJson } from '@sealwright/audit';
import { ed25519NoteSigner, formatVerifierKey, type NoteSigner } from '@sealwright/audit/log';
import { openToken } from '@sealwright/signing-core/pkcs11';
import { asId, type OrganisationId } from '../domain/ids.js';
import { createPrismaClient } from '../infra/database/prisma-client.js';
import { PrismaUnitOfWork } from '../infra/database/prisma-unit-of-work.js';
import { FileLogFolders } from '../infra/log-tiles/file-log-folders.js';
import { RandomIds } from '../infra/time/random-ids.js';
import { copyTestDatabase, createTestDatabase, type TestDatabase } from './database.js';
import { type SeededEnvelope, seedEnvelope } from './seed-envelope.js';
import { SilentBell } from './silent-bell.js';
import { createTestLog, testOrigin } from './test-log.js';
import { createTestToken } from './test-token.js';

const cli = fileURLToPath(new URL('../../../cli/dist/main.js', import.meta.url));
const ids = new RandomIds();

export interface LogVerdict {
  /** Of the process: 0 intact, 1 broken, 2 cannot say. */
  readonly status: number | null;
  readonly verdict: string;
  readonly faults: readonly {
    readonly code: string;
    readonly stream: string | null;
    readonly seq: number | null;
    readonly index: number | null;
    readonly sentence: string;
  }[];
  readonly limits: readonly string[];
  readonly warnings: readonly string[];
  readonly stderr: string;
}

/** One state of a log: rows, tiles and what is published. To be edited by somebody with every right. */
export interface EditableLog {
  readonly database: TestDatabase;
  readonly folder: string;
  /** What `sealwright audit verify-log` says, in a process of its own. */
  verify(...args: string[]): LogVerdict;
}

/** A log of several envelopes, in a real database, with real tiles, signed by a key in SoftHSM. */
export interface SequencedLog extends EditableLog {
  readonly envelopes: readonly SeededEnvelope[];
  readonly verifierKey: string;
  readonly signer: NoteSigner;
  readonly dir: string;
  append(envelope: SeededEnvelope, count: number): Promise<void>;
  /** One round of the sequencer, over this log or an edited one. @returns the signed checkpoint */
  sequence(log?: EditableLog): Promise<string>;
  /** A copy of rows and tiles as they are now. */
  copy(): Promise<EditableLog & { drop(): Promise<void> }>;
  close(): Promise<void>;
}

/** Needs the services of scripts/test-services.mjs and a built command line. */
export async function createSequencedLog(envelopeCount: number): Promise<SequencedLog> {
  const dir = mkdtempSync(join(tmpdir(), 'sealwright-sequenced-'));
  const database = await createTestDatabase();
  const { signer, close: closeToken } = await tokenSigner(join(dir, 'token'));
  const verifierKey = formatVerifierKey(signer.key);
  const folder = join(dir, 'log');
  const envelopes: SeededEnvelope[] = [];
  for (let turn = 0; turn < envelopeCount; turn += 1) {
    envelopes.push(await seedEnvelope(database, () => ids.uuid()));
  }
  const own = { database, folder, verify: verifier(database, folder, verifierKey) };
  return {
    ...{ ...own, envelopes, verifierKey, signer, dir },
    append: (envelope, count) => appendOpened(database, envelope, count),
    sequence: (log = own) => sequenceOnce(log, signer),
    copy: async () => {
      const copied = await copyTestDatabase(database);
      const tiles = mkdtempSync(join(dir, 'copy-'));
      cpSync(folder, tiles, { recursive: true });
      return {
        ...{ database: copied, folder: tiles, verify: verifier(copied, tiles, verifierKey) },
        drop: async () => {
          await copied.drop();
          rmSync(tiles, { recursive: true, force: true });
        },
      };
    },
    close: async () => {
      await closeToken();
      await database.drop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

async function tokenSigner(dir: string): Promise<{ signer: NoteSigner; close: () => Promise<void> }> {
  const { environment, pin } = await createTestToken(dir);
  const token = await openToken({
    modulePath: environment.PKCS11_MODULE ?? '',
    uri: 'pkcs11:token=api-test',
    pin,
  });
  await token.generateLogKey('log-test', 'ed25519');
  const key = await token.logKey('log-test');
  const signer = ed25519NoteSigner(testOrigin, key.spkiDer.subarray(-32), (message) => key.sign(message));
  return { signer, close: () => token.close() };
}

/** Events with a personal value, as the application writes them. */
async function appendOpened(database: TestDatabase, envelope: SeededEnvelope, count: number): Promise<void> {
  const prisma = createPrismaClient({
    databaseUrl: database.urlOf('app'),
    applicationName: 'test',
    poolSize: 1,
  });
  const { recipientId, envelopeId, organisationId, documentId } = envelope;
  try {
    const units = new PrismaUnitOfWork(prisma, ids, new SilentBell());
    await units.transact(asId<OrganisationId>(organisationId), (tx) =>
      tx.audit.append(
        `envelope:${envelopeId}`,
        Array.from({ length: count }, () => ({
          type: 'recipient.opened' as const,
          actor: { kind: 'recipient' as const, id: recipientId },
          data: { recipientId, documents: [{ documentId, sha256Hex: 'ab'.repeat(32) }] },
          personal: [
            { subject: `recipient:${recipientId}` as const, value: { ip: '192.0.2.7', userAgent: 'Tést' } },
          ],
        })),
      ),
    );
  } finally {
    await prisma.$disconnect();
  }
}

async function sequenceOnce({ database, folder }: EditableLog, signer: NoteSigner): Promise<string> {
  const log = await createTestLog(database);
  try {
    const spkiDer = Uint8Array.from([...ED25519_SPKI_START, ...signer.key.publicKey]);
    const verifierKey = formatVerifierKey(signer.key);
    await log.keys.register({
      id: ids.uuid(),
      verifierKey,
      algorithm: 'ed25519',
      spkiDer,
      label: 'log-test',
    });
    const folders = new FileLogFolders(folder);
    await log.sequencer({ folders, signers: { signers: async () => [signer] } }).run();
    return (await folders.lastShown())?.note ?? '';
  } finally {
    await log.close();
  }
}

/** SubjectPublicKeyInfo of an Ed25519 key up to the key (RFC 8410). */
const ED25519_SPKI_START = Buffer.from('302a300506032b6570032100', 'hex');

function verifier(database: TestDatabase, folder: string, verifierKey: string): EditableLog['verify'] {
  return (...args) => {
    const where = ['--database', database.urlOf('auditor'), '--tiles', folder, '--log-key', verifierKey];
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [cli, 'audit', 'verify-log', '--json', ...where, ...args],
      { encoding: 'utf8' },
    );
    const nothing = { verdict: 'none', faults: [], limits: [], warnings: [] };
    const report = (stdout === '' ? nothing : JSON.parse(stdout)) as Omit<LogVerdict, 'status' | 'stderr'>;
    return { ...report, status, stderr };
  };
}

/** A file beside the log, such as a checkpoint somebody kept. */
export function keepFile(log: SequencedLog, name: string, text: string | Uint8Array): string {
  const path = join(log.dir, name);
  writeFileSync(path, text);
  return path;
}

/** `audit.json` of one chain, as it stands in a certificate. */
export async function recordOf(database: TestDatabase, name: string): Promise<Uint8Array> {
  const rows = await database.query(
    'auditor',
    'SELECT bytes, chain_hash FROM audit_event WHERE stream = $1 ORDER BY seq',
    [name],
  );
  const records = rows.map((row) => ({
    bytes: row.bytes as Uint8Array,
    chainHash: row.chain_hash as Uint8Array,
  }));
  return writeAuditJson({ stream: name, records, personal: [], sealKey: null });
}
