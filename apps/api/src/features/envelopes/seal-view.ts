import { z } from 'zod';
import type { Envelope } from '../../domain/envelope.js';
import { isStopped, type SealCondition } from '../../domain/seal.js';
import { sealLevels, timestampChoices } from '../../domain/sealing-policy.js';
import type { SealExtension } from '../../ports/seal-extension-repository.js';
import type { Seal, SealFile } from '../../ports/seal-repository.js';
import type { Transaction } from '../../ports/transaction.js';

const instant = z.iso.datetime();

export const sealView = z
  .object({
    documentId: z.uuid(),
    state: z
      .enum(['due', 'leased', 'waiting', 'done', 'failed'])
      .describe('waiting: for a named cause, tried again by itself. failed: somebody has to look'),
    level: z
      .enum(sealLevels)
      .nullable()
      .describe('Level of the file as it is handed out now; null until it is sealed'),
    target: z.enum(sealLevels).nullable().describe('Level it is to reach'),
    timestamps: z.enum(timestampChoices).nullable(),
    waiting: z
      .object({ code: z.string(), sentence: z.string(), since: instant, nextAttemptAt: instant.nullable() })
      .nullable()
      .describe('Why this document is not sealed yet, has not reached its level, or its renewal is late'),
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
  .meta({ id: 'DocumentSeal' });
type SealView = z.infer<typeof sealView>;

/** What is known of the seal of one document. */
export interface SealFacts {
  readonly seal: Seal;
  readonly files: readonly SealFile[];
  readonly extension: SealExtension | null;
}

/** One for each document, in their order; none before everybody has signed. */
export async function readSealFacts(
  tx: Transaction,
  { id, documents }: Pick<Envelope, 'id' | 'documents'>,
): Promise<readonly SealFacts[]> {
  const seals = await tx.seals.ofEnvelope(id);
  const extensions = await tx.sealExtensions.ofEnvelope(id);
  const facts: SealFacts[] = [];
  for (const document of documents) {
    const seal = seals.find((one) => one.kind === 'document' && one.documentId === document.id);
    if (seal === undefined) continue;
    const files = seal.condition.state === 'done' ? await tx.seals.files(seal.id) : [];
    const extension = extensions.find(({ sealId }) => sealId === seal.id) ?? null;
    facts.push({ seal, files, extension });
  }
  return facts;
}

export function toSealView({ seal, files, extension }: SealFacts): SealView {
  return {
    documentId: seal.documentId,
    state: seal.condition.state,
    level: files.at(-1)?.level ?? null,
    target: seal.policy?.level ?? null,
    timestamps: seal.policy?.timestamps ?? null,
    waiting: waitingOf(seal.condition) ?? (extension && waitingOf(extension.condition)),
    renewAt: extension?.renewAt?.toISOString() ?? null,
    files: files.map(({ sha256Hex, timestampedAt, createdAt, sequence: _order, ...file }) => ({
      ...file,
      sha256: sha256Hex,
      timestampedAt: timestampedAt?.toISOString() ?? null,
      at: createdAt.toISOString(),
    })),
  };
}

function waitingOf(condition: SealCondition): SealView['waiting'] {
  if (!isStopped(condition)) return null;
  const { code, detail: sentence, since } = condition.cause;
  const next = condition.state === 'waiting' ? condition.nextAttemptAt : null;
  return { code, sentence, since: since.toISOString(), nextAttemptAt: next?.toISOString() ?? null };
}
