import { record } from '../../events/record.js';
import type { EvidencePlace, EvidenceQuery, FoundEnvelope } from '../../ports/evidence-repository.js';
import type { Ids } from '../../ports/ids.js';
import type { UnitOfWork } from '../../ports/unit-of-work.js';
import { queryFacts, queryWords } from './query-facts.js';
import type { EvidenceReader } from './reader.js';

/** How many rows are counted before an answer says “more than”. */
export const COUNTED_AT_MOST = 2_000;

export interface SearchAnswer {
  /** One more than asked for when there is a next page. */
  readonly rows: readonly FoundEnvelope[];
  readonly total: number;
}

/** Finds envelopes, and writes down who looked for what before the answer leaves. */
export class SearchEnvelopes {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
  ) {}

  run(
    reader: EvidenceReader,
    query: EvidenceQuery,
    page: { readonly limit: number; readonly after: EvidencePlace | null },
  ): Promise<SearchAnswer> {
    return this.unitOfWork.transact(reader.organisationId, async (tx) => {
      const rows = await tx.evidence.search(query, page.limit + 1, page.after);
      const total = await tx.evidence.count(query, COUNTED_AT_MOST);
      const searchId = this.ids.uuid();
      const data = {
        searchId,
        rowCount: Math.min(rows.length, page.limit),
        isLaterPage: page.after !== null,
        ...queryFacts(query),
      };
      const personal = queryWords(searchId, query);
      await record(tx, [{ type: 'audit.searched', data, personal }], reader.context);
      return { rows, total };
    });
  }
}
