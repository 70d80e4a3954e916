import { z } from 'zod';
import type { EnvelopeId } from '../../domain/ids.js';
import { isStopped } from '../../domain/seal.js';
import { sealLevels, timestampChoices } from '../../domain/sealing-policy.js';
import type { SealExtension } from '../../ports/seal-extension-repository.js';
import type { Seal, SealFile } from '../../ports/seal-repository.js';
import type { Transaction } from '../../ports/transaction.js';

const instant = z.iso.datetime();

export const sealView = z
  .object({
    level: z
      .enum(sealLevels)
      .nullable()
      .describe('Level of the file as it is handed out now; null until it is sealed'),
    target: z.enum(sealLevels).nullable().describe('Level it is to reach'),
    timestamps: z.enum(timestampChoices).nullable(),
    waiting: z
      .object({ code: z.string(), sentence: z.string(), since: instant, nextAttemptAt: instant.nullable() })
      .nullable()
      .describe('Why a completed file has not reached its level, or its renewal is late'),
    renewAt: instant.nullable().describe('When the next archive timestamp is due'),
    files: z
      .array(
        z.object({
          sha256: z.string(),
          byteSize: z.int(),
          level: z.enum(sealLevels),
          reason: z.enum(['sealed', 'upgraded', 'renewed']),
          authority: z.string().nullable(),
          timestampedAt: instant.nullable(),
          at: instant,
        }),
      )
      .describe('Every sealed file there was, oldest first; each begins with every byte of the one before'),
  })
  .nullable()
  .meta({ id: 'EnvelopeSeal' });

/** What is known of the seal of an envelope's document. */
export interface SealFacts {
  readonly seal: Seal;
  readonly files: readonly SealFile[];
  readonly extension: SealExtension | null;
}

/** Null before everybody has signed. */
export async function readSealFacts(tx: Transaction, id: EnvelopeId): Promise<SealFacts | null> {
  const seal = (await tx.seals.ofEnvelope(id)).find(({ kind }) => kind === 'document');
  if (seal === undefined) return null;
  if (seal.condition.state !== 'done') return { seal, files: [], extension: null };
  return { seal, files: await tx.seals.files(seal.id), extension: await tx.sealExtensions.find(seal.id) };
}

export function toSealView(facts: SealFacts | null): z.infer<typeof sealView> {
  if (facts === null) return null;
  const { seal, files, extension } = facts;
  return {
    level: files.at(-1)?.level ?? null,
    target: seal.policy?.level ?? null,
    timestamps: seal.policy?.timestamps ?? null,
    waiting: extension && waitingOf(extension),
    renewAt: extension?.renewAt?.toISOString() ?? null,
    files: files.map(({ sha256Hex, timestampedAt, createdAt, sequence: _order, ...file }) => ({
      ...file,
      sha256: sha256Hex,
      timestampedAt: timestampedAt?.toISOString() ?? null,
      at: createdAt.toISOString(),
    })),
  };
}

function waitingOf({ condition }: SealExtension): NonNullable<z.infer<typeof sealView>>['waiting'] {
  if (!isStopped(condition)) return null;
  const { code, detail: sentence, since } = condition.cause;
  const next = condition.state === 'waiting' ? condition.nextAttemptAt : null;
  return { code, sentence, since: since.toISOString(), nextAttemptAt: next?.toISOString() ?? null };
}
