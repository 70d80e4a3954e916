-- What the entries of the log are made of, in order: tiles that were lost are written again from it.
CREATE FUNCTION log_entries(p_from bigint, p_limit integer)
  RETURNS TABLE (log_index bigint, event_id uuid, stream text, seq bigint, previous bytea, chain_hash bytea)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.log_index, l.event_id, e.stream, e.seq,
    CASE e.seq WHEN 1 THEN decode(repeat('00', 32), 'hex') ELSE b.chain_hash END, e.chain_hash
  FROM log_entry l
    JOIN audit_event e ON e.id = l.event_id
    LEFT JOIN audit_event b ON b.stream = e.stream AND b.seq = e.seq - 1
  WHERE l.log_index >= p_from AND (e.seq = 1 OR b.id IS NOT NULL)
  ORDER BY l.log_index LIMIT p_limit
$$;
REVOKE ALL ON FUNCTION log_entries(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_entries(bigint, integer) TO sealwright_sealer;

-- Every append writes a row that has no place yet: only places are worth an index.
DROP INDEX log_pending_log_index_key;
CREATE UNIQUE INDEX log_pending_placed ON log_pending (log_index) WHERE log_index IS NOT NULL;

-- A queue: all of it dies within a second, so it is swept by what died and not by what it holds.
ALTER TABLE log_pending SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000,
  autovacuum_analyze_scale_factor = 0, autovacuum_analyze_threshold = 5000);
