import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { tellDevice } from '@sealwright/audit/certificate';
import { z } from 'zod';
import type { EnvelopeId } from '../../domain/ids.js';
import { Member } from '../../http/caller.decorator.js';
import type { MemberCaller } from '../../http/caller.js';
import { readCursor, toPage } from '../../http/cursor.js';
import { Operation } from '../../http/operation.decorator.js';
import { pageOf, pathId } from '../../http/parameters.js';
import { auditors, Policy } from '../../http/policy.decorator.js';
import { foundView, searchInput, toFoundView, toQuery } from './auditing.schema.js';
import { CompareCheckpoints } from './compare-checkpoints.js';
import { holdView, toHoldView } from './legal-hold.schema.js';
import { type EnvelopeStory, ReadStory, type StoryEvent } from './read-story.js';
import { COUNTED_AT_MOST, SearchEnvelopes } from './search-envelopes.js';

const searchView = pageOf(foundView)
  .extend({ total: z.int(), isTotalExact: z.boolean().describe(`False: more than ${COUNTED_AT_MOST}`) })
  .meta({ id: 'EvidenceSearchAnswer' });

const eventView = z
  .object({
    seq: z.int(),
    at: z.iso.datetime(),
    type: z.string(),
    sentence: z.string(),
    actor: z.object({ kind: z.string(), name: z.string() }),
    ip: z.string().nullable(),
    device: z.string().nullable().describe('What the browser told, in words'),
    userAgent: z.string().nullable(),
    chainHash: z.string(),
    erasedCount: z.int().describe('Personal values beside the event that were erased'),
    logIndex: z.int().nullable().describe('Entry in the transparency log, from 0'),
    intact: z.boolean().describe('False from the first event on that does not follow from those before it'),
    inCheckpoint: z.boolean(),
  })
  .meta({ id: 'EvidenceEvent' });

const storyView = z
  .object({
    envelope: foundView,
    events: z.array(eventView),
    holds: z.array(holdView).describe('Those that stand'),
    signedLogSize: z.int().describe('Entries in the newest signed checkpoint'),
  })
  .meta({ id: 'EvidenceStory' });

const note = z.string().min(1).max(200_000);
const compareInput = z
  .strictObject({ checkpoints: z.tuple([note, note]).describe('Signed notes, in any order') })
  .meta({ id: 'CheckpointComparison' });
const comparisonView = z
  .object({
    olderSize: z.int(),
    newerSize: z.int(),
    isConsistent: z.boolean(),
    sentence: z.string(),
    proof: z.string().nullable().describe('sealwright-consistency-proof as JSON'),
  })
  .meta({ id: 'CheckpointComparisonAnswer' });

/** Reading in the auditor's room. POST throughout: every read writes a line in the record, and GET changes nothing. */
@Controller('api/v1/audit')
export class AuditingController {
  constructor(
    @Inject(SearchEnvelopes) private readonly search: SearchEnvelopes,
    @Inject(ReadStory) private readonly story: ReadStory,
    @Inject(CompareCheckpoints) private readonly comparing: CompareCheckpoints,
  ) {}

  @Post('searches')
  @HttpCode(200)
  @Policy(auditors)
  @Operation({ summary: 'Search the envelopes (recorded)', answer: searchView, problems: ['cursor-invalid'] })
  async find(
    @Member() caller: MemberCaller,
    @Body({ schema: searchInput }) input: z.infer<typeof searchInput>,
  ) {
    const { limit, cursor, ...query } = input;
    const place = cursor === undefined ? null : readCursor(cursor);
    const after = place && { moment: place.createdAt, id: place.id };
    const { rows, total } = await this.search.run(caller, toQuery(query), { limit, after });
    const page = toPage(
      rows.map((row) => ({ row, id: row.id, createdAt: row.moment })),
      limit,
      ({ row }) => toFoundView(row),
    );
    return { ...page, total: Math.min(total, COUNTED_AT_MOST), isTotalExact: total <= COUNTED_AT_MOST };
  }

  @Post('envelopes/:id/views')
  @HttpCode(200)
  @Policy(auditors)
  @Operation({ summary: 'The story of an envelope (recorded)', answer: storyView })
  async view(@Member() caller: MemberCaller, @Param('id') id: string) {
    return toStoryView(await this.story.run(caller, pathId<EnvelopeId>(id)));
  }

  @Post('comparisons')
  @HttpCode(200)
  @Policy(auditors)
  @Operation({
    summary: 'Prove that one checkpoint’s log is the beginning of another’s (recorded)',
    answer: comparisonView,
    problems: ['checkpoint-not-ours', 'log-damaged'],
  })
  compare(
    @Member() caller: MemberCaller,
    @Body({ schema: compareInput }) input: z.infer<typeof compareInput>,
  ) {
    return this.comparing.run(caller, input.checkpoints);
  }
}

function toStoryView({ envelope, events, holds, signedLogSize }: EnvelopeStory) {
  return {
    envelope: toFoundView(envelope),
    events: events.map(toEventView),
    holds: holds.map(toHoldView),
    signedLogSize,
  };
}

function toEventView(event: StoryEvent): z.infer<typeof eventView> {
  const { seq, at, type, sentence, actor, ip, userAgent, erasedCount, logIndex } = event;
  return {
    ...{ seq, type, sentence, ip, userAgent, erasedCount, logIndex },
    at: at.toISOString(),
    actor: { kind: actor.kind, name: actor.name },
    device: userAgent === null ? null : deviceInWords(userAgent),
    chainHash: event.chainHashHex,
    intact: event.isIntact,
    inCheckpoint: event.isInCheckpoint,
  };
}

/** "Firefox 144 on Linux (computer)"; null for what is no browser known here. */
function deviceInWords(userAgent: string): string | null {
  const device = tellDevice(userAgent);
  if (device === null) return null;
  const { browser, system, kind } = device;
  return `${browser} on ${system}${kind === null ? '' : ` (${kind})`}`;
}
