-- CreateTable
CREATE TABLE "log_pending" (
    "event_id" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "log_index" BIGINT,

    CONSTRAINT "log_pending_pkey" PRIMARY KEY ("event_id")
);

-- CreateTable
CREATE TABLE "log_entry" (
    "log_index" BIGINT NOT NULL,
    "event_id" UUID NOT NULL,

    CONSTRAINT "log_entry_pkey" PRIMARY KEY ("log_index")
);

-- CreateTable
CREATE TABLE "log_state" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "origin" TEXT NOT NULL,
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note_size" BIGINT,

    CONSTRAINT "log_state_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "log_checkpoint" (
    "size" BIGINT NOT NULL,
    "root" BYTEA NOT NULL,
    "note" TEXT NOT NULL,
    "signed_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "timestamp_token" BYTEA,
    "timestamp_authority" TEXT,
    "timestamped_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_checkpoint_pkey" PRIMARY KEY ("size")
);

-- CreateTable
CREATE TABLE "log_key" (
    "id" UUID NOT NULL,
    "verifier_key" TEXT NOT NULL,
    "algorithm" TEXT NOT NULL,
    "spki_der" BYTEA NOT NULL,
    "label" TEXT NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_key_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "log_pending_log_index_key" ON "log_pending"("log_index");

-- CreateIndex
CREATE INDEX "log_pending_at_stream_seq_idx" ON "log_pending"("at", "stream", "seq");

-- CreateIndex
CREATE UNIQUE INDEX "log_entry_event_id_key" ON "log_entry"("event_id");

-- CreateIndex
CREATE UNIQUE INDEX "log_key_verifier_key_key" ON "log_key"("verifier_key");

-- ---- what the columns may hold ----

ALTER TABLE log_entry ADD CONSTRAINT from_zero CHECK (log_index >= 0);
ALTER TABLE log_state
  ADD CONSTRAINT one_row CHECK (id = 1),
  ADD CONSTRAINT root_length CHECK (octet_length(root) = 32),
  ADD CONSTRAINT empty_root CHECK (size > 0 OR size = 0 AND root = sha256(''::bytea)),
  ADD CONSTRAINT note_within CHECK (note_size BETWEEN 0 AND size);
ALTER TABLE log_checkpoint
  ADD CONSTRAINT root_length CHECK (octet_length(root) = 32),
  ADD CONSTRAINT timestamp_whole
    CHECK (num_nonnulls(timestamp_token, timestamp_authority, timestamped_at) IN (0, 3));
ALTER TABLE log_key ADD CONSTRAINT algorithm_known CHECK (algorithm IN ('ed25519', 'ecdsa-p256'));

-- ---- the log only grows. Always: not even a session in replica mode skips these triggers ----

CREATE FUNCTION refuse_log_change() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'sealwright: the log only grows (% on %)', TG_OP, TG_TABLE_NAME USING ERRCODE = 'SW002';
END $$;

-- Never a smaller tree, never another root of the same size, never another name.
CREATE FUNCTION guard_log_state() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (NEW.id, NEW.origin) IS DISTINCT FROM (OLD.id, OLD.origin) OR NEW.size < OLD.size
    OR NEW.size = OLD.size AND NEW.root <> OLD.root OR NEW.note_size IS NULL AND OLD.note_size IS NOT NULL
    OR NEW.note_size < OLD.note_size THEN
    RAISE EXCEPTION 'sealwright: the head of the log moves forward only' USING ERRCODE = 'SW002';
  END IF;
  RETURN NEW;
END $$;

-- A signed note grows by signatures at its end; the first timestamp stays.
CREATE FUNCTION guard_log_checkpoint() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (NEW.size, NEW.root, NEW.signed_at) IS DISTINCT FROM (OLD.size, OLD.root, OLD.signed_at)
    OR NOT starts_with(NEW.note, OLD.note)
    OR OLD.timestamp_token IS NOT NULL AND (NEW.timestamp_token, NEW.timestamp_authority, NEW.timestamped_at)
      IS DISTINCT FROM (OLD.timestamp_token, OLD.timestamp_authority, OLD.timestamped_at) THEN
    RAISE EXCEPTION 'sealwright: a signed checkpoint is not changed' USING ERRCODE = 'SW002';
  END IF;
  RETURN NEW;
END $$;

CREATE FUNCTION guard_log_key() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.retired_at IS NOT NULL
    OR (NEW.id, NEW.verifier_key, NEW.algorithm, NEW.spki_der, NEW.label, NEW.registered_at)
      IS DISTINCT FROM (OLD.id, OLD.verifier_key, OLD.algorithm, OLD.spki_der, OLD.label, OLD.registered_at) THEN
    RAISE EXCEPTION 'sealwright: a key of the log is retired once and otherwise not changed' USING ERRCODE = 'SW002';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON log_entry FOR EACH ROW EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER forward_only BEFORE UPDATE ON log_state FOR EACH ROW EXECUTE FUNCTION guard_log_state();
CREATE TRIGGER grows_only BEFORE UPDATE ON log_checkpoint FOR EACH ROW EXECUTE FUNCTION guard_log_checkpoint();
CREATE TRIGGER retired_only BEFORE UPDATE ON log_key FOR EACH ROW EXECUTE FUNCTION guard_log_key();
ALTER TABLE log_entry ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE log_state ENABLE ALWAYS TRIGGER forward_only;
ALTER TABLE log_checkpoint ENABLE ALWAYS TRIGGER grows_only;
ALTER TABLE log_key ENABLE ALWAYS TRIGGER retired_only;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['log_state', 'log_checkpoint', 'log_key'] LOOP
    EXECUTE format('CREATE TRIGGER never_deleted BEFORE DELETE ON %I
      FOR EACH ROW EXECUTE FUNCTION refuse_log_change()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_deleted', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['log_pending', 'log_entry', 'log_state', 'log_checkpoint', 'log_key'] LOOP
    EXECUTE format('CREATE TRIGGER never_truncated BEFORE TRUNCATE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change()', name);
    EXECUTE format('ALTER TABLE %I ENABLE ALWAYS TRIGGER never_truncated', name);
  END LOOP;
END $$;

-- ---- an event and its place in the queue: one transaction (promise 4) ----

-- As in migration `audit`, and the last INSERT.
CREATE OR REPLACE FUNCTION audit_append_one(p_stream text, p_seq bigint, p_at timestamptz, p_head bytea, p_entry jsonb)
  RETURNS bytea
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
  INSERT INTO log_pending (event_id, stream, seq, at) VALUES ((event ->> 'id')::uuid, p_stream, p_seq, p_at);
  RETURN chained;
END $$;

-- Events from before there was a log.
INSERT INTO log_pending (event_id, stream, seq, at) SELECT id, stream, seq, at FROM audit_event;

-- ---- the sequencer ----

-- Answers the log's name as it was first stored.
CREATE FUNCTION log_begin(p_origin text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO log_state (id, origin, size, root) VALUES (1, p_origin, 0, sha256(''::bytea)) ON CONFLICT (id) DO NOTHING;
  RETURN (SELECT s.origin FROM log_state s WHERE s.id = 1);
END $$;

-- What an entry is made of. A row whose event, or the event before it, is gone from the record cannot become an entry:
-- it stays in log_pending, where the monitor finds it.
CREATE VIEW log_pending_event AS
SELECT p.event_id, p.stream, p.seq, p.at, p.log_index, e.chain_hash,
  CASE p.seq WHEN 1 THEN decode(repeat('00', 32), 'hex') ELSE b.chain_hash END AS previous
FROM log_pending p
  JOIN audit_event e ON e.id = p.event_id AND e.stream = p.stream AND e.seq = p.seq
  LEFT JOIN audit_event b ON b.stream = p.stream AND b.seq = p.seq - 1
WHERE p.seq = 1 OR b.id IS NOT NULL;

-- Gives the oldest events their places behind the head and answers them, in order. A place once given is kept until the
-- batch is committed, so whoever writes the tiles of these places, and however late, writes the same bytes. The head
-- row of a stream is locked until its events are committed: what is visible of a stream has no gap, and neither `at`
-- nor seq go back within it.
CREATE FUNCTION log_take_batch(p_limit integer)
  RETURNS TABLE (log_index bigint, event_id uuid, stream text, seq bigint, previous bytea, chain_hash bytea)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head log_state;
BEGIN
  SELECT * INTO head FROM log_state WHERE id = 1 FOR UPDATE;
  IF NOT FOUND THEN RETURN; END IF;
  IF NOT log_batch_is_whole(head.size) THEN
    UPDATE log_pending p SET log_index = NULL WHERE p.log_index IS NOT NULL;
    UPDATE log_pending p SET log_index = head.size + placed.place - 1
    FROM (SELECT w.event_id, row_number() OVER (ORDER BY w.at, w.stream, w.seq) AS place
      FROM (SELECT v.event_id, v.at, v.stream, v.seq FROM log_pending_event v
        ORDER BY v.at, v.stream, v.seq LIMIT p_limit) w) placed
    WHERE p.event_id = placed.event_id;
  END IF;
  RETURN QUERY SELECT v.log_index, v.event_id, v.stream, v.seq, v.previous, v.chain_hash
    FROM log_pending_event v WHERE v.log_index IS NOT NULL ORDER BY v.log_index;
END $$;

-- True when there is a batch whose places follow the head without a gap. After somebody removed an event from it the
-- places are given anew: they were never shown.
CREATE FUNCTION log_batch_is_whole(p_size bigint) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT coalesce(min(p.log_index) = p_size AND max(p.log_index) - p_size + 1 = count(*)
    AND count(*) = (SELECT count(*) FROM log_pending_event v WHERE v.log_index IS NOT NULL), false)
  FROM log_pending p WHERE p.log_index IS NOT NULL
$$;

-- Compare-and-set on (size, root): the new head and its entries, or nothing. False when the head has moved on.
CREATE FUNCTION log_commit_batch(p_size bigint, p_root bytea, p_new_size bigint, p_new_root bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head log_state;
  moved bigint;
BEGIN
  SELECT * INTO head FROM log_state WHERE id = 1 FOR UPDATE;
  IF NOT FOUND OR head.size <> p_size OR head.root <> p_root THEN RETURN false; END IF;
  WITH taken AS (DELETE FROM log_pending p WHERE p.log_index < p_new_size RETURNING p.log_index, p.event_id)
  INSERT INTO log_entry (log_index, event_id) SELECT t.log_index, t.event_id FROM taken t ORDER BY t.log_index;
  GET DIAGNOSTICS moved = ROW_COUNT;
  IF moved < 1 OR moved <> p_new_size - p_size THEN
    RAISE EXCEPTION 'sealwright: these are not the entries behind the head of the log' USING ERRCODE = 'SW004';
  END IF;
  UPDATE log_state SET size = p_new_size, root = p_new_root WHERE id = 1;
  RETURN true;
END $$;

-- Keeps the signed note of the present head and answers the note that is kept: of two sequencers that signed the same
-- head the first one's. Null when the head has moved on.
CREATE FUNCTION log_keep_note(p_size bigint, p_root bytea, p_note text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head log_state;
BEGIN
  SELECT * INTO head FROM log_state WHERE id = 1 FOR UPDATE;
  IF NOT FOUND OR head.size <> p_size OR head.root <> p_root THEN RETURN NULL; END IF;
  IF NOT starts_with(p_note, head.origin || E'\n' || p_size || E'\n' || encode(p_root, 'base64') || E'\n\n') THEN
    RAISE EXCEPTION 'sealwright: this note is of another head' USING ERRCODE = 'SW004';
  END IF;
  INSERT INTO log_checkpoint (size, root, note) VALUES (p_size, p_root, p_note) ON CONFLICT (size) DO NOTHING;
  UPDATE log_state SET note_size = p_size WHERE id = 1;
  RETURN (SELECT c.note FROM log_checkpoint c WHERE c.size = p_size AND c.root = p_root);
END $$;

-- Cosignatures, or the signature of a new key: p_note is the kept note with lines added. False when it is not, because
-- another process was first.
CREATE FUNCTION log_add_signatures(p_size bigint, p_note text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE log_checkpoint c SET note = p_note WHERE c.size = p_size AND starts_with(p_note, c.note);
  RETURN FOUND;
END $$;

-- False when there is one already.
CREATE FUNCTION log_keep_timestamp(p_size bigint, p_token bytea, p_authority text, p_at timestamptz) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE log_checkpoint c SET timestamp_token = p_token, timestamp_authority = p_authority, timestamped_at = p_at
    WHERE c.size = p_size AND c.timestamp_token IS NULL;
  RETURN FOUND;
END $$;

-- Which entry an event is; null while it waits. Tells nothing about the event: who asks must know its stream already.
CREATE FUNCTION log_place(p_stream text, p_seq bigint) RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.log_index FROM log_entry l JOIN audit_event e ON e.id = l.event_id WHERE e.stream = p_stream AND e.seq = p_seq
$$;

-- How many events wait for the log, and since when.
CREATE FUNCTION log_backlog(OUT waiting bigint, OUT oldest_at timestamptz) RETURNS record
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT count(*), min(at) FROM log_pending
$$;

REVOKE ALL ON FUNCTION log_begin(text), log_take_batch(integer), log_batch_is_whole(bigint),
  log_commit_batch(bigint, bytea, bigint, bytea), log_keep_note(bigint, bytea, text), log_add_signatures(bigint, text),
  log_keep_timestamp(bigint, bytea, text, timestamptz), log_place(text, bigint), log_backlog() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_begin(text), log_take_batch(integer), log_commit_batch(bigint, bytea, bigint, bytea),
  log_keep_note(bigint, bytea, text), log_add_signatures(bigint, text),
  log_keep_timestamp(bigint, bytea, text, timestamptz) TO sealwright_sealer;
GRANT EXECUTE ON FUNCTION log_place(text, bigint), log_backlog() TO sealwright_app, sealwright_sealer, sealwright_auditor;

GRANT SELECT ON log_entry, log_state, log_checkpoint, log_key
  TO sealwright_app, sealwright_sealer, sealwright_auditor;
-- It names the streams of all organisations.
GRANT SELECT ON log_pending TO sealwright_sealer, sealwright_auditor;
GRANT INSERT (id, verifier_key, algorithm, spki_der, label), UPDATE (retired_at) ON log_key TO sealwright_sealer;
