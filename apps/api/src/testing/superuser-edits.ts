import type { EditableLog, SequencedLog } from './sequenced-log.js';

const TABLES = [
  'audit_event',
  'audit_stream',
  'audit_personal',
  'log_entry',
  'log_state',
  'log_checkpoint',
  'log_pending',
];

/** A copy of the log, edited by the database's superuser with every trigger out of the way. */
export async function editAsSuperuser(
  log: SequencedLog,
  statements: readonly string[],
): Promise<EditableLog & { drop(): Promise<void> }> {
  const edited = await log.copy();
  const off = TABLES.map((table) => `ALTER TABLE ${table} DISABLE TRIGGER ALL`);
  await edited.database.query('admin', [...off, ...statements].join(';\n'));
  return edited;
}

/** Bytes of an event that say something else. */
export const otherDocument = `convert_to(replace(convert_from(bytes, 'UTF8'), 'abab', 'abac'), 'UTF8')`;
export const otherYear = `convert_to(regexp_replace(convert_from(bytes, 'UTF8'), '"at":"20\\d\\d', '"at":"2019'), 'UTF8')`;

/** New bytes for one event, and every hash behind them computed anew: what the chain alone cannot show. */
export function rewriteChain(stream: string, seq: number, newBytes: string): string {
  return `
  DO $$
  DECLARE
    row audit_event;
    chained bytea := decode(repeat('00', 32), 'hex');
  BEGIN
    UPDATE audit_event SET bytes = ${newBytes} WHERE stream = '${stream}' AND seq = ${seq};
    FOR row IN SELECT * FROM audit_event WHERE stream = '${stream}' ORDER BY seq LOOP
      chained := audit_chain_hash(chained, row.stream, row.seq, row.bytes);
      UPDATE audit_event SET chain_hash = chained WHERE id = row.id;
    END LOOP;
    UPDATE audit_stream SET head = chained WHERE stream = '${stream}';
  END $$`;
}

/** Everything the log has, so that it can be built anew with its own key. */
export const forgetTheLog = `DELETE FROM log_entry; DELETE FROM log_checkpoint; DELETE FROM log_state; DELETE FROM log_pending;
  INSERT INTO log_pending (event_id, stream, seq, at) SELECT id, stream, seq, at FROM audit_event`;
