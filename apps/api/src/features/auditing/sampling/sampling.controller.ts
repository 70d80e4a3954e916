import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { z } from 'zod';
import { Member } from '../../../http/caller.decorator.js';
import type { MemberCaller } from '../../../http/caller.js';
import { Operation } from '../../../http/operation.decorator.js';
import { pageOf } from '../../../http/parameters.js';
import { auditors, Policy } from '../../../http/policy.decorator.js';
import { foundView, toFoundView } from '../auditing.schema.js';
import { rankOf } from './draw-sample.js';
import { SampleEnvelopes, type SampleFacts } from './sample-envelopes.js';

const instant = z.iso.datetime({ offset: true, message: 'Give a time such as 2026-01-31T00:00:00Z.' });
const sampleInput = z
  .strictObject({
    from: instant.describe('Envelopes sent from then on'),
    to: instant.describe('Envelopes sent before; at the latest two minutes ago'),
    count: z.int('Give a whole number.').min(1, 'Draw at least one.').max(1_000, 'At most 1,000 at once.'),
    seed: z.string().max(300).optional().describe('Drawn by the server when left out'),
  })
  .meta({ id: 'EvidenceSampleOrder' });

const factsView = z.object({
  id: z.uuid(),
  drawnAt: z.iso.datetime(),
  algorithm: z.string(),
  seed: z.string(),
  seedBy: z.enum(['server', 'auditor']),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  populationCount: z.int(),
  populationSha256: z.string().describe('Of the sorted ids, each with a line feed behind it'),
  count: z.int(),
});
const sampleView = factsView
  .extend({ items: z.array(foundView.extend({ rank: z.string().describe('SHA-256 that put it here') })) })
  .meta({ id: 'EvidenceSample' });

@Controller('api/v1/audit/samples')
export class SamplingController {
  constructor(@Inject(SampleEnvelopes) private readonly sample: SampleEnvelopes) {}

  @Post()
  @HttpCode(200)
  @Policy(auditors)
  @Operation({
    summary: 'Draw envelopes at random (recorded with seed and population)',
    description:
      'sealwright-sample-v1: the ids whose SHA-256 of "sealwright-sample-v1\\n<seed>\\n<id>\\n" is smallest.',
    answer: sampleView,
    problems: ['sample-seed-invalid'],
  })
  async draw(
    @Member() caller: MemberCaller,
    @Body({ schema: sampleInput }) input: z.infer<typeof sampleInput>,
  ) {
    const { count, seed } = input;
    const wanted = { from: new Date(input.from), to: new Date(input.to), count, seed: seed || undefined };
    const { facts, drawnAt, envelopes } = await this.sample.run(caller, wanted);
    const items = envelopes.map((one) => ({ ...toFoundView(one), rank: rankOf(facts.seed, one.id) }));
    return { ...toFactsView(facts, drawnAt), items };
  }

  @Post('views')
  @HttpCode(200)
  @Policy(auditors)
  @Operation({ summary: 'The samples drawn so far (recorded)', answer: pageOf(factsView) })
  async list(@Member() caller: MemberCaller) {
    const drawn = await this.sample.list(caller);
    return { items: drawn.map(({ facts, drawnAt }) => toFactsView(facts, drawnAt)), nextCursor: null };
  }
}

function toFactsView(facts: SampleFacts, drawnAt: Date): z.infer<typeof factsView> {
  const { sampleId: id, algorithm, seed, seedBy, from, to, populationCount, sampleCount: count } = facts;
  return {
    ...{ id, algorithm, seed, seedBy, from, to, populationCount, count },
    drawnAt: drawnAt.toISOString(),
    populationSha256: facts.populationSha256Hex,
  };
}
