import { Prisma } from './generated/client.js';

/**
 * A row's state seen through its envelope and that envelope's mails, so that nothing has to be kept in step: what a mail
 * server accepted or an envelope became shows at once and can never disagree.
 */
export function bulkRowView(bulkId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT r.id, r.row_number, r."values", r.problems, r.envelope_id,
      CASE
        WHEN r.envelope_id IS NULL THEN r.state::text
        WHEN e.status = 'completed' THEN 'completed'
        WHEN m.failed OR e.status IN ('declined', 'voided', 'expired') THEN 'failed'
        WHEN m.sent AND NOT m.open THEN 'delivered'
        ELSE 'sent'
      END AS state
    FROM bulk_row r
    LEFT JOIN envelope e ON e.id = r.envelope_id
    LEFT JOIN LATERAL (
      SELECT bool_or(state = 'failed') AS failed, bool_or(state = 'sent') AS sent,
        bool_or(state IN ('queued', 'deferred')) AS open
      FROM mail WHERE envelope_id = r.envelope_id AND kind = 'invitation'
    ) m ON r.envelope_id IS NOT NULL
    WHERE r.bulk_id = ${bulkId}::uuid`;
}
