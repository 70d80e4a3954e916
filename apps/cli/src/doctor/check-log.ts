import {
  type CheckpointPolicy,
  LogError,
  parseVerifierKey,
  type VerifierKey,
  verifyCheckpoint,
} from '@sealwright/audit/log';
import type pg from 'pg';
import { connectDatabase } from './connect-database.js';
import { type Check, type Finding, fail, finding, ok, requireVariable, warn } from './finding.js';

/** An event is in the tree within a second or two; after a minute something stands still. */
const behindMs = 60_000;

/** The newest checkpoint, held against the log's keys; and the places outside that should have it. */
export const checkLog: Check = {
  name: 'log',
  async run(environment) {
    const client = await connectDatabase(requireVariable(environment, 'DATABASE_URL'));
    try {
      return [
        await finding('log checkpoint', () => checkCheckpoint(client)),
        await finding('log places', () => checkOutlets(client)),
      ] satisfies Finding[];
    } finally {
      await client.end();
    }
  },
};

interface CheckpointRow {
  readonly origin: string;
  readonly size: string;
  readonly note_size: string | null;
  readonly note: string | null;
  readonly signed_at: Date | null;
}

async function checkCheckpoint(client: pg.Client): Promise<Omit<Finding, 'name'>> {
  const standing = await client.query<{ detail: string }>(
    "SELECT detail FROM service_health WHERE name = 'log' AND state = 'failed'",
  );
  const [still] = standing.rows;
  if (still) return fail(still.detail, 'docs/operations.md, Restoring a backup, and The monitor.');
  const { rows } = await client.query<CheckpointRow>(
    `SELECT s.origin, s.size, s.note_size, c.note, c.signed_at
     FROM log_state s LEFT JOIN log_checkpoint c ON c.size = s.note_size AND c.generation = s.generation
     WHERE s.id = 1`,
  );
  const backlog = await client.query<{ waiting: string; oldest_at: Date | null }>(
    'SELECT * FROM log_backlog()',
  );
  const { waiting = '0', oldest_at: oldestAt = null } = backlog.rows[0] ?? {};
  const keys = await client.query<{ verifier_key: string }>(
    'SELECT verifier_key FROM log_key ORDER BY registered_at',
  );
  return await judgeLog({
    state: rows[0] ?? null,
    waiting: Number(waiting),
    oldestAt,
    verifierKeys: keys.rows.map((row) => row.verifier_key),
    now: new Date(),
  });
}

export interface LogFacts {
  readonly state: CheckpointRow | null;
  readonly waiting: number;
  readonly oldestAt: Date | null;
  readonly verifierKeys: readonly string[];
  readonly now: Date;
}

const standsStill =
  'Look at "log" under Settings → Audit log or in /readyz: it says what the sealer waits for. Without a log key: sealwright token provision, or sealwright token generate --purpose log and LOG_KEY_URIS.';

export async function judgeLog(facts: LogFacts): Promise<Omit<Finding, 'name'>> {
  const { state, waiting, oldestAt, now } = facts;
  if (!state?.note || !state.signed_at) {
    return fail('No checkpoint has been signed yet; audit certificates wait for it.', standsStill);
  }
  const finding = await verifyCheckpoint(state.note, policyOf(state.origin, facts.verifierKeys));
  if (finding.verdict === 'rejected') {
    return fail(
      `The newest checkpoint is not to be believed: ${finding.sentence}`,
      'Stop, keep database and LOG_DIR as they are, and run: sealwright audit verify-log with a kept checkpoint.',
    );
  }
  const { size } = finding.checkpoint.head;
  const signedAt = state.signed_at.toISOString();
  if (oldestAt && now.getTime() - oldestAt.getTime() > behindMs) {
    return fail(
      `${waiting} events wait for the log, the oldest since ${oldestAt.toISOString()}.`,
      standsStill,
    );
  }
  if (Number(state.size) !== size) {
    return warn(`The tree has ${state.size} entries, the newest checkpoint ${size}.`, standsStill);
  }
  const by = finding.signedBy.map(({ keyIdHex }) => keyIdHex).join(' and ');
  return ok(`${size} entries, signed at ${signedAt} by ${by} of ${state.origin}; the signature verifies.`);
}

function policyOf(origin: string, verifierKeys: readonly string[]): CheckpointPolicy {
  return { origin, logKeys: verifierKeys.flatMap(readKey) };
}

function readKey(text: string): VerifierKey[] {
  try {
    return [parseVerifierKey(text)];
  } catch (error) {
    if (error instanceof LogError) return [];
    throw error;
  }
}

export interface OutletRow {
  readonly kind: string;
  readonly shown: string;
  readonly state: string;
  readonly code: string | null;
  readonly detail: string;
  readonly since: Date;
  readonly last_size: string | null;
}

async function checkOutlets(client: pg.Client): Promise<Omit<Finding, 'name'>> {
  const { rows } = await client.query<OutletRow>(
    'SELECT kind, shown, state, code, detail, since, last_size FROM log_outlet ORDER BY kind, shown',
  );
  const distribution = await client.query<{ required_witnesses: number }>(
    'SELECT required_witnesses FROM log_distribution WHERE id = 1',
  );
  return judgeOutlets(rows, distribution.rows[0]?.required_witnesses ?? 0);
}

/** Nobody outside, or somebody who cannot be reached: the log works, but nobody else could tell if it were rewritten. */
export function judgeOutlets(rows: readonly OutletRow[], requiredWitnesses: number): Omit<Finding, 'name'> {
  if (rows.length === 0) {
    return warn(
      'Checkpoints are kept nowhere but here and in certificates.',
      'Name a place in CHECKPOINT_SINKS that nobody of this installation can change (docs/operations.md, The log).',
    );
  }
  const bad = rows.filter(({ state }) => state !== 'ok');
  const witnesses = rows.filter(({ kind }) => kind === 'witness');
  const well = witnesses.filter(({ state }) => state === 'ok').length;
  const [worst] = bad;
  if (worst) {
    const sentence = `${worst.kind} ${worst.shown}: ${worst.detail} (since ${worst.since.toISOString()})`;
    const count = `${rows.length - bad.length} of ${rows.length} places get checkpoints. `;
    const remedy =
      'Correct the address or bring the place back; it is tried for ever and gets the newest checkpoint.';
    const isAlarm = bad.some(({ code }) => code === 'witness-ahead' || code === 'outlet-differs');
    return isAlarm || well < requiredWitnesses
      ? fail(count + sentence, remedy)
      : warn(count + sentence, remedy);
  }
  const kinds = [...new Set(rows.map(({ kind }) => kind))]
    .map((kind) => `${rows.filter((row) => row.kind === kind).length} ${kind}`)
    .join(', ');
  return ok(`All get checkpoints: ${kinds}; ${well} of ${requiredWitnesses} required witnesses.`);
}
