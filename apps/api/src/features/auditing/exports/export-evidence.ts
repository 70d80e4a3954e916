import { record } from '../../../events/record.js';
import { tellRecord } from '../../../events/tell-record.js';
import type { EvidencePlace, EvidenceQuery, FoundEnvelope } from '../../../ports/evidence-repository.js';
import type { Ids } from '../../../ports/ids.js';
import type { Transaction } from '../../../ports/transaction.js';
import type { UnitOfWork } from '../../../ports/unit-of-work.js';
import { queryFacts, queryWords } from '../query-facts.js';
import { placed } from '../read-story.js';
import type { EvidenceReader } from '../reader.js';
import { type EventRow, envelopeColumns, eventColumns } from './export-columns.js';
import { type ExportFormat, writeExport } from './write-export.js';

/** Small enough that one page of events is read well within the limits of a unit of work. */
const PAGE = 100;

/** A file is counted whole. */
const EVERY = 1_000_000_000;

export interface ExportOrder {
  readonly query: EvidenceQuery;
  readonly what: 'envelopes' | 'events';
  readonly format: ExportFormat;
}

export interface ExportFile {
  readonly fileName: string;
  readonly type: string;
  readonly pieces: AsyncIterable<string>;
}

/** Lists of envelopes or events to take away. The event is committed before the first byte is there to be sent. */
export class ExportEvidence {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  async run(reader: EvidenceReader, { query, what, format }: ExportOrder): Promise<ExportFile> {
    const { at, envelopeCount } = await this.unitOfWork.transact(reader.organisationId, async (tx) => {
      const searchId = this.ids.uuid();
      const count = await tx.evidence.count(query, EVERY);
      const data = { searchId, what, format, envelopeCount: count, ...queryFacts(query) };
      const personal = queryWords(searchId, query);
      await record(tx, [{ type: 'audit.exported', data, personal }], reader.context);
      return { at: tx.now, envelopeCount: count };
    });
    const about = { what, exportedAt: at.toISOString(), envelopeCount };
    const pieces =
      what === 'envelopes'
        ? writeExport(format, envelopeColumns, this.envelopes(reader, query), about)
        : writeExport(format, eventColumns, this.events(reader, query), about);
    return { ...nameOf(what, at, format), pieces };
  }

  private async *envelopes(reader: EvidenceReader, query: EvidenceQuery) {
    let after: EvidencePlace | null = null;
    do {
      const behind: EvidencePlace | null = after;
      const page: FoundEnvelope[] = await this.unitOfWork.read(reader.organisationId, (tx) =>
        tx.evidence.search(query, PAGE, behind),
      );
      yield page;
      after = page.length < PAGE ? null : (page.at(-1) ?? null);
    } while (after !== null);
  }

  private async *events(reader: EvidenceReader, query: EvidenceQuery) {
    for await (const page of this.envelopes(reader, query)) {
      yield await this.unitOfWork.read(reader.organisationId, async (tx) => {
        const signedLogSize = await tx.evidence.signedLogSize();
        const rows: EventRow[] = [];
        for (const { id } of page) rows.push(...(await eventsOf(tx, id, signedLogSize)));
        return rows;
      });
    }
  }
}

async function eventsOf(tx: Transaction, envelopeId: string, signedLogSize: number): Promise<EventRow[]> {
  const stream = `envelope:${envelopeId}`;
  const places = await tx.evidence.logPlaces(stream);
  const told = tellRecord(stream, await tx.auditLog.events(stream), await tx.auditLog.personal(stream));
  return told.map((event) => ({
    envelopeId,
    ...placed(event, places.get(event.seq) ?? null, signedLogSize),
  }));
}

function nameOf(what: string, at: Date, format: ExportFormat) {
  const stamp = at.toISOString().slice(0, 19).replaceAll(':', '-');
  const type = format === 'csv' ? 'text/csv; charset=utf-8' : 'application/json';
  return { fileName: `sealwright-${what}-${stamp}Z.${format}`, type };
}
