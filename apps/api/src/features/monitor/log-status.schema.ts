import { z } from 'zod';

const instant = z.iso.datetime();
const size = z.int().nonnegative();

export const acknowledgement = z
  .strictObject({
    reason: z
      .string()
      .transform((text) => text.trim())
      .pipe(z.string().min(1, 'Say what you found out.').max(2_000))
      .describe('What you found out; stays on record'),
  })
  .meta({ id: 'AlarmAcknowledgement' });

export const alarmView = z
  .object({
    id: z.uuid(),
    code: z.string(),
    sentence: z.string().describe('What does not fit'),
    envelopeId: z
      .uuid()
      .nullable()
      .describe('The envelope whose record is concerned; null: the log as a whole'),
    place: z.string().nullable().describe('The chain, or token-journal; null: the log as a whole'),
    seq: z
      .int()
      .nullable()
      .describe('First event of the chain that is wrong or missing; line of the journal'),
    logIndex: size.nullable().describe('Its place in the log, from 0'),
    raisedAt: instant,
    acknowledged: z
      .object({ at: instant, by: z.string(), reason: z.string() })
      .nullable()
      .describe('Null while it stands on every page'),
  })
  .meta({ id: 'LogAlarm' });

export const alarmList = z
  .object({ alarms: z.array(alarmView), openCount: size.describe('Not acknowledged yet') })
  .meta({ id: 'LogAlarms' });

const keyView = z.object({
  verifierKey: z.string().describe('As readers of the log are given it (C2SP signed-note)'),
  algorithm: z.enum(['ed25519', 'ecdsa-p256']),
  fingerprintSha256Hex: z.string().describe('Of the SubjectPublicKeyInfo'),
  label: z.string(),
  registeredAt: instant,
  retiredAt: instant.nullable(),
});

const outletView = z.object({
  kind: z.enum(['timestamp', 'witness', 'sink']),
  shown: z.string().describe('Its address, without secrets'),
  state: z.enum(['ok', 'waiting']),
  code: z.string().nullable(),
  detail: z.string(),
  since: instant,
  lastSize: size.nullable().describe('Entries in the newest checkpoint it took'),
  lastAt: instant.nullable(),
  nextAttemptAt: instant,
});

const runView = z.object({
  kind: z.enum(['new-events', 'whole-log', 'seal-ledger']),
  startedAt: instant,
  finishedAt: instant,
  outcome: z.enum(['intact', 'broken', 'could-not-look']),
  checked: size.describe('Events, or lines of the token journal'),
  detail: z.string(),
});

export const logStatusView = z
  .object({
    origin: z.string().nullable().describe('Name of the log; null before its first checkpoint'),
    checkpoint: z
      .object({
        size,
        rootHex: z.string(),
        signedAt: instant,
        note: z.string().describe('Signed note, with the cosignatures there are'),
        cosignedBy: z.array(z.string()).describe('Names of others who signed it'),
        timestamp: z.object({ authority: z.string(), at: instant }).nullable(),
      })
      .nullable(),
    beginnings: z
      .array(
        z.object({
          origin: z.string(),
          afterOrigin: z.string().describe('The log that ended'),
          afterSize: size.describe('Entries it was shown with'),
          keptSize: size.describe('Entries of it that are still there'),
          proved: z.boolean().describe('Whether its tiles prove that these are its first entries'),
          reason: z.string(),
          begunBy: z.string(),
          begunAt: instant,
        }),
      )
      .describe('Logs that were begun after a restore, oldest first; empty while the first log goes on'),
    pending: z.object({ count: size, oldestAt: instant.nullable() }).describe('Events not in the tree yet'),
    keys: z.array(keyView).describe('Oldest first; more than one without an end while a key is replaced'),
    outlets: z.array(outletView).describe('Who timestamps, cosigns or keeps checkpoints'),
    requiredWitnesses: size,
    monitor: z
      .object({
        state: z.enum(['ok', 'waiting', 'failed']),
        code: z.string().nullable(),
        detail: z.string(),
        since: instant,
      })
      .nullable()
      .describe('Null while it never reported'),
    runs: z.array(runView),
    alarms: alarmList,
  })
  .meta({ id: 'LogStatus' });

export type LogStatusView = z.infer<typeof logStatusView>;
export type AlarmListView = z.infer<typeof alarmList>;
