-- The record (promise 3). Rows are written only by audit_append, never changed and never removed; the chain hash is
-- computed here, from the bytes, so nobody who writes through the application can choose it.

-- Always: not even a session in replica mode skips these triggers. Only a superuser can remove them, which the chain,
-- the certificates and the checkpoints outside this database then show.
CREATE FUNCTION refuse_audit_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'sealwright: the audit record is append-only (% on %)', TG_OP, TG_TABLE_NAME USING ERRCODE = 'SW002';
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON audit_event
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON audit_event
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE audit_event ENABLE ALWAYS TRIGGER append_only_truncate;

-- A personal value is never changed. Erasing one is a DELETE, for which no role has the right yet.
CREATE TRIGGER never_changed BEFORE UPDATE ON audit_personal
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON audit_personal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
ALTER TABLE audit_personal ENABLE ALWAYS TRIGGER never_changed;
ALTER TABLE audit_personal ENABLE ALWAYS TRIGGER never_truncated;

-- The head of a chain moves forward only.
CREATE FUNCTION refuse_audit_rewind() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.stream <> OLD.stream OR NEW.organisation_id <> OLD.organisation_id OR NEW.seq <= OLD.seq
    OR NEW.last_at < OLD.last_at THEN
    RAISE EXCEPTION 'sealwright: the head of an audit chain moves forward only' USING ERRCODE = 'SW002';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER forward_only BEFORE UPDATE ON audit_stream
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_rewind();
CREATE TRIGGER never_deleted BEFORE DELETE ON audit_stream
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON audit_stream
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
ALTER TABLE audit_stream ENABLE ALWAYS TRIGGER forward_only;
ALTER TABLE audit_stream ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE audit_stream ENABLE ALWAYS TRIGGER never_truncated;

-- h_n = SHA-256(0x02 || h_{n-1} || utf8(stream) || 0x00 || uint64be(seq) || SHA-256(event bytes)), as in packages/audit;
-- both are held to packages/audit/test-vectors/chain.json.
CREATE FUNCTION audit_chain_hash(previous bytea, stream text, seq bigint, event bytea) RETURNS bytea
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE SET search_path = pg_catalog, pg_temp
  RETURN sha256('\x02'::bytea || previous || convert_to(stream, 'UTF8') || '\x00'::bytea || int8send(seq) || sha256(event));

-- The one organisation a stream can belong to, or an error: an organisation's own stream carries its id, an envelope's
-- stream begins when the envelope's row exists.
CREATE FUNCTION audit_begin_stream(p_stream text, p_organisation uuid, p_at timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  kind text := split_part(p_stream, ':', 1);
  subject uuid := split_part(p_stream, ':', 2)::uuid;
BEGIN
  IF NOT ((kind = 'organisation' AND subject = p_organisation)
      OR (kind = 'envelope' AND EXISTS (
        SELECT FROM envelope WHERE id = subject AND organisation_id = p_organisation)))
    OR p_stream <> kind || ':' || subject THEN
    RAISE EXCEPTION 'sealwright: no such audit stream in this organisation' USING ERRCODE = 'SW003';
  END IF;
  INSERT INTO audit_stream (stream, organisation_id, seq, head, last_at)
  VALUES (p_stream, p_organisation, 0, decode(repeat('00', 32), 'hex'), p_at)
  ON CONFLICT (stream) DO NOTHING;
END $$;

-- Locks the head of a chain until the transaction ends and answers the number and time of the next event. The time is
-- the transaction's, but never before the last event's.
CREATE FUNCTION audit_open(p_stream text, OUT seq bigint, OUT at timestamptz) RETURNS record
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  organisation uuid := app_organisation();
  present timestamptz := date_trunc('milliseconds', transaction_timestamp());
  head audit_stream%ROWTYPE;
BEGIN
  IF organisation IS NULL THEN
    RAISE EXCEPTION 'sealwright: audit outside a unit of work' USING ERRCODE = 'SW001';
  END IF;
  SELECT * INTO head FROM audit_stream s WHERE s.stream = p_stream FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM audit_begin_stream(p_stream, organisation, present);
    SELECT * INTO head FROM audit_stream s WHERE s.stream = p_stream FOR UPDATE;
  END IF;
  IF head.organisation_id <> organisation THEN
    RAISE EXCEPTION 'sealwright: no such audit stream in this organisation' USING ERRCODE = 'SW003';
  END IF;
  seq := head.seq + 1;
  at := greatest(present, head.last_at);
END $$;

-- Appends events [{ bytes: base64, personal: [{ subject, salt: hex, value }] }] as numbers p_seq, p_seq + 1, ….
-- Id, type, number, time and stream are read from the bytes themselves and must be the ones audit_open gave; personal
-- values must be exactly those the event commits to.
CREATE FUNCTION audit_append(p_stream text, p_seq bigint, p_events jsonb) RETURNS bytea
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  opened record;
  chained bytea;
  number bigint := p_seq - 1;
  entry jsonb;
BEGIN
  SELECT o.seq, o.at INTO opened FROM audit_open(p_stream) o;
  IF opened.seq <> p_seq OR jsonb_array_length(p_events) < 1 THEN
    RAISE EXCEPTION 'sealwright: the audit chain has moved on' USING ERRCODE = 'SW004';
  END IF;
  SELECT s.head INTO STRICT chained FROM audit_stream s WHERE s.stream = p_stream;
  FOR entry IN SELECT value FROM jsonb_array_elements(p_events) LOOP
    number := number + 1;
    chained := audit_append_one(p_stream, number, opened.at, chained, entry);
  END LOOP;
  UPDATE audit_stream s SET seq = number, head = chained, last_at = opened.at WHERE s.stream = p_stream;
  RETURN chained;
END $$;

CREATE FUNCTION audit_append_one(p_stream text, p_seq bigint, p_at timestamptz, p_head bytea, p_entry jsonb) RETURNS bytea
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  raw bytea := decode(p_entry ->> 'bytes', 'base64');
  event jsonb := convert_from(raw, 'UTF8')::jsonb;
  chained bytea := audit_chain_hash(p_head, p_stream, p_seq, raw);
  committed jsonb;
BEGIN
  IF event ->> 'stream' IS DISTINCT FROM p_stream OR (event ->> 'seq')::bigint IS DISTINCT FROM p_seq
    OR event ->> 'at' IS DISTINCT FROM to_char(p_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') THEN
    RAISE EXCEPTION 'sealwright: an audit event names another place or time' USING ERRCODE = 'SW004';
  END IF;
  INSERT INTO audit_event (id, organisation_id, stream, seq, at, type, bytes, chain_hash)
  VALUES ((event ->> 'id')::uuid, app_organisation(), p_stream, p_seq, p_at, event ->> 'type', raw, chained);
  INSERT INTO audit_personal (event_id, subject, organisation_id, salt, value)
  SELECT (event ->> 'id')::uuid, p ->> 'subject', app_organisation(), decode(p ->> 'salt', 'hex'), p ->> 'value'
  FROM jsonb_array_elements(p_entry -> 'personal') p;
  SELECT coalesce(jsonb_agg(jsonb_build_object('subject', p.subject, 'commit',
      encode(sha256(p.salt || convert_to(p.value, 'UTF8')), 'hex')) ORDER BY p.subject COLLATE "C"), '[]')
    INTO committed FROM audit_personal p WHERE p.event_id = (event ->> 'id')::uuid;
  IF committed <> event -> 'personal' THEN
    RAISE EXCEPTION 'sealwright: an audit event commits to other personal values' USING ERRCODE = 'SW004';
  END IF;
  RETURN chained;
END $$;

ALTER TABLE audit_event ADD CONSTRAINT audit_event_chain_hash_length CHECK (octet_length(chain_hash) = 32);
ALTER TABLE audit_personal ADD CONSTRAINT audit_personal_salt_length CHECK (octet_length(salt) = 32);

REVOKE ALL ON FUNCTION audit_begin_stream(text, uuid, timestamptz), audit_open(text), audit_append(text, bigint, jsonb),
  audit_append_one(text, bigint, timestamptz, bytea, jsonb) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_open(text), audit_append(text, bigint, jsonb) TO sealwright_app, sealwright_sealer;
