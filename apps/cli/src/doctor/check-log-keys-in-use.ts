import { connectDatabase } from './connect-database.js';
import { type Finding, fail, ok, requireVariable, warn } from './finding.js';

/** A key that LOG_KEY_URIS names, or one that the log knows, by its public half. */
export interface NamedLogKey {
  readonly label: string;
  readonly spkiHex: string;
}

export interface KnownLogKey extends NamedLogKey {
  /** Null: the sealer signs with it. */
  readonly retiredAt: Date | null;
}

/** Whether the running sealer signs with the keys that are named now: it reads LOG_KEY_URIS when it starts, and only then. */
export async function checkLogKeysInUse(
  named: readonly NamedLogKey[],
  environment: NodeJS.ProcessEnv,
): Promise<Omit<Finding, 'name'>> {
  const client = await connectDatabase(requireVariable(environment, 'DATABASE_URL'));
  try {
    const { rows } = await client.query<KnownLogKey>(
      `SELECT label, encode(spki_der, 'hex') AS "spkiHex", retired_at AS "retiredAt" FROM log_key ORDER BY registered_at`,
    );
    return judgeKeysInUse(named, rows);
  } finally {
    await client.end();
  }
}

const restart =
  'Restart the sealer: it reads LOG_KEY_URIS when it starts. What waits for it goes on where it was (docs/operations.md, Replacing the log key).';

/** @param known may name one key twice: a log that was begun anew has its old keys under its new name */
export function judgeKeysInUse(
  named: readonly NamedLogKey[],
  known: readonly KnownLogKey[],
): Omit<Finding, 'name'> {
  if (known.length === 0) return ok('The log has signed nothing yet.');
  const inUse = known.filter(({ retiredAt }) => retiredAt === null);
  const has = (keys: readonly NamedLogKey[], one: NamedLogKey) =>
    keys.some(({ spkiHex }) => spkiHex === one.spkiHex);
  const ended = named.find((key) => has(known, key) && !has(inUse, key));
  if (ended) {
    return fail(
      `LOG_KEY_URIS names ${ended.label}, which was retired and never signs again.`,
      'Name the key that replaced it, or make another one: sealwright token generate --purpose log.',
    );
  }
  const waiting = named.filter((key) => !has(known, key)).map(({ label }) => label);
  const left = inUse.filter((key) => !has(named, key)).map(({ label }) => label);
  if (waiting.length > 0) {
    return warn(`LOG_KEY_URIS names ${waiting.join(' and ')}, but the sealer runs without it.`, restart);
  }
  if (left.length > 0) {
    return warn(
      `The sealer still signs with ${left.join(' and ')}, which LOG_KEY_URIS no longer names.`,
      restart,
    );
  }
  return ok(
    `The sealer signs with the keys that are named: ${named.map(({ label }) => label).join(' and ')}.`,
  );
}
