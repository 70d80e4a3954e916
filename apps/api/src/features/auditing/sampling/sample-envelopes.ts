import { decodeEvent, type EventData, eventTypes } from '@sealwright/audit';
import { AppError } from '../../../domain/app-error.js';
import { record } from '../../../events/record.js';
import type { FoundEnvelope } from '../../../ports/evidence-repository.js';
import type { Ids } from '../../../ports/ids.js';
import type { Transaction } from '../../../ports/transaction.js';
import type { UnitOfWork } from '../../../ports/unit-of-work.js';
import type { EvidenceReader } from '../reader.js';
import { drawSample, populationSha256Hex, SAMPLE_ALGORITHM } from './draw-sample.js';

/** A transaction that began before the end of the period has committed by then: the list is closed for ever. */
const SETTLING_MS = 2 * 60_000;

export interface WantedSample {
  readonly from: Date;
  readonly to: Date;
  readonly count: number;
  /** Drawn here when left out. */
  readonly seed?: string | undefined;
}

export type SampleFacts = EventData<'audit.sampled'>;

export interface Sample {
  readonly facts: SampleFacts;
  readonly drawnAt: Date;
  /** In the order of their ranks. */
  readonly envelopes: readonly FoundEnvelope[];
}

/** Draws envelopes at random, so that nobody chose them: seed and population are recorded before a single one is shown. */
export class SampleEnvelopes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  /** @throws AppError `sample-seed-invalid`, `validation-failed` */
  run(reader: EvidenceReader, wanted: WantedSample): Promise<Sample> {
    if (wanted.seed !== undefined && !/^[!-~]{8,200}$/.test(wanted.seed)) {
      const sentence =
        'A seed has 8 to 200 visible ASCII characters without spaces, such as the digits of dice.';
      throw new AppError('sample-seed-invalid', sentence, { pointer: '/seed' });
    }
    return this.unitOfWork.transact(reader.organisationId, async (tx) => {
      const { facts, chosen } = await this.draw(tx, wanted);
      await record(tx, [{ type: 'audit.sampled', data: facts }], reader.context);
      const found = new Map((await tx.evidence.byIds(chosen)).map((one) => [one.id as string, one]));
      const envelopes = chosen.flatMap((id) => found.get(id) ?? []);
      return { facts, drawnAt: tx.now, envelopes };
    });
  }

  /** The newest samples of the organisation, and a line that somebody read them. */
  list(reader: EvidenceReader): Promise<readonly { facts: SampleFacts; drawnAt: Date }[]> {
    return this.unitOfWork.transact(reader.organisationId, async (tx) => {
      const rows = await tx.evidence.newestOfType('audit.sampled', 50);
      await record(tx, [{ type: 'audit.viewed', data: { part: 'samples' } }], reader.context);
      return rows.map(({ at, bytes }) => ({
        drawnAt: at,
        facts: eventTypes['audit.sampled'].data.parse(decodeEvent(bytes).data),
      }));
    });
  }

  private async draw(tx: Transaction, { from, to: wantedTo, count, seed }: WantedSample) {
    const closed = new Date(tx.now.getTime() - SETTLING_MS);
    const to = wantedTo < closed ? wantedTo : closed;
    if (from >= to) {
      const sentence = 'The period must begin before it ends, and lie in the past by two minutes.';
      throw new AppError('validation-failed', sentence, { pointer: '/from' });
    }
    const population = await tx.evidence.sentBetween(from, to);
    const facts: SampleFacts = {
      sampleId: this.ids.uuid(),
      algorithm: SAMPLE_ALGORITHM,
      seed: seed ?? this.ids.token(),
      seedBy: seed === undefined ? 'server' : 'auditor',
      ...{ from: from.toISOString(), to: to.toISOString() },
      populationCount: population.length,
      populationSha256Hex: populationSha256Hex(population),
      sampleCount: count,
    };
    return { facts, chosen: drawSample(population, facts.seed, count) };
  }
}
