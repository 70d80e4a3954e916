-- One call appends: it locks the head, says number and time, puts them into the events' text, and writes. Between
-- `audit_open` and `audit_append` the head stood locked for a round trip, and every event travelled as base64.

DROP FUNCTION audit_append(text, bigint, jsonb);
DROP FUNCTION audit_append_one(text, bigint, timestamptz, bytea, jsonb);
DROP FUNCTION audit_open(text);

-- Its body was bound when it was made, so no search_path can bend it. A SET, and being called immutable around a
-- convert_to that is stable, would keep it from being inlined.
ALTER FUNCTION audit_chain_hash(bytea, text, bigint, bytea) STABLE RESET search_path;

-- Appends events to a chain, in the order given, and answers the number of the last. The time is the transaction's, but
-- never before the last event's.
--
-- p_events: a block of lines for each event, an empty line between two. Canonical JSON holds no line break, so lines need
-- no other spelling. Three lines are the event's text up to its time, from there to its number, and behind it; then
-- three for each personal value: subject, salt in hex, value, in the order of the subjects.
--
-- What stands between the parts is this function's to say, and is read back from the bytes that will be kept: a part that
-- brings another `at`, `seq` or `stream` along is refused. Personal values must be exactly those the event commits to.
CREATE FUNCTION audit_append(p_stream text, p_events text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  organisation uuid := app_organisation();
  present timestamptz := date_trunc('milliseconds', transaction_timestamp());
  tip audit_stream%ROWTYPE;
  at_text text;
  block text;
  lines text[];
  raw bytea;
  event jsonb;
  event_id uuid;
  salt bytea;
  committed jsonb;
BEGIN
  IF organisation IS NULL THEN
    RAISE EXCEPTION 'sealwright: audit outside a unit of work' USING ERRCODE = 'SW001';
  END IF;
  SELECT * INTO tip FROM audit_stream s WHERE s.stream = p_stream FOR UPDATE;
  IF NOT FOUND THEN
    PERFORM audit_begin_stream(p_stream, organisation, present);
    SELECT * INTO tip FROM audit_stream s WHERE s.stream = p_stream FOR UPDATE;
  END IF;
  IF tip.organisation_id <> organisation THEN
    RAISE EXCEPTION 'sealwright: no such audit stream in this organisation' USING ERRCODE = 'SW003';
  END IF;
  tip.last_at := greatest(present, tip.last_at);
  at_text := to_char(tip.last_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"');
  FOREACH block IN ARRAY string_to_array(p_events, E'\n\n') LOOP
    lines := string_to_array(block, E'\n');
    tip.seq := tip.seq + 1;
    raw := convert_to(lines[1] || at_text || lines[2] || tip.seq || lines[3], 'UTF8');
    event := convert_from(raw, 'UTF8')::jsonb;
    IF event ->> 'stream' IS DISTINCT FROM p_stream OR (event ->> 'seq')::bigint IS DISTINCT FROM tip.seq
      OR event ->> 'at' IS DISTINCT FROM at_text THEN
      RAISE EXCEPTION 'sealwright: an audit event names another place or time' USING ERRCODE = 'SW004';
    END IF;
    event_id := (event ->> 'id')::uuid;
    tip.head := audit_chain_hash(tip.head, p_stream, tip.seq, raw);
    INSERT INTO audit_event (id, organisation_id, stream, seq, at, type, bytes, chain_hash)
    VALUES (event_id, organisation, p_stream, tip.seq, tip.last_at, event ->> 'type', raw, tip.head);
    committed := '[]';
    FOR i IN 4 .. cardinality(lines) BY 3 LOOP
      IF i > 4 AND lines[i] COLLATE "C" <= lines[i - 3] COLLATE "C" THEN
        RAISE EXCEPTION 'sealwright: the personal values of an audit event are out of order' USING ERRCODE = 'SW004';
      END IF;
      salt := decode(lines[i + 1], 'hex');
      committed := committed || jsonb_build_object('subject', lines[i],
        'commit', encode(sha256(salt || convert_to(lines[i + 2], 'UTF8')), 'hex'));
      INSERT INTO audit_personal (event_id, subject, organisation_id, salt, value)
      VALUES (event_id, lines[i], organisation, salt, lines[i + 2]);
    END LOOP;
    IF committed IS DISTINCT FROM event -> 'personal' THEN
      RAISE EXCEPTION 'sealwright: an audit event commits to other personal values' USING ERRCODE = 'SW004';
    END IF;
    INSERT INTO log_pending (event_id, stream, seq, at) VALUES (event_id, p_stream, tip.seq, tip.last_at);
  END LOOP;
  UPDATE audit_stream s SET seq = tip.seq, head = tip.head, last_at = tip.last_at WHERE s.stream = p_stream;
  RETURN tip.seq;
END $$;

REVOKE ALL ON FUNCTION audit_append(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_append(text, text) TO sealwright_app, sealwright_sealer;

-- ---- what an append does not need to pay for ----

-- The same guards as before. Where nothing is wrong, a condition says so without a function being called.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['audit_stream', 'audit_event', 'audit_personal'] LOOP
    EXECUTE format('DROP TRIGGER a_unit_of_work ON %I', name);
    EXECUTE format('CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH STATEMENT
      WHEN (nullif(current_setting(''app.organisation'', true), '''') IS NULL)
      EXECUTE FUNCTION refuse_write_without_organisation()', name);
  END LOOP;
END $$;

CREATE OR REPLACE FUNCTION refuse_audit_rewind() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'sealwright: the head of an audit chain moves forward only' USING ERRCODE = 'SW002';
END $$;
DROP TRIGGER forward_only ON audit_stream;
CREATE TRIGGER forward_only BEFORE UPDATE ON audit_stream FOR EACH ROW
  WHEN (NEW.stream <> OLD.stream OR NEW.organisation_id <> OLD.organisation_id OR NEW.seq <= OLD.seq
    OR NEW.last_at < OLD.last_at)
  EXECUTE FUNCTION refuse_audit_rewind();
ALTER TABLE audit_stream ENABLE ALWAYS TRIGGER forward_only;

-- An event is written by audit_append alone, which holds its head locked; a head is never removed. The key looked that
-- head up again for each event.
ALTER TABLE audit_event DROP CONSTRAINT audit_event_stream_fkey;

-- Nothing asks for the events of an organisation by time.
DROP INDEX audit_event_organisation_id_at_idx;

-- Each append moves one head: with room on its page the row stays there, and no index is touched.
ALTER TABLE audit_stream SET (fillfactor = 70);
