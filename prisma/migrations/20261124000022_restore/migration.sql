-- AlterTable
ALTER TABLE "log_state" ADD COLUMN     "first_origin" TEXT,
ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "log_checkpoint" ADD COLUMN     "generation" INTEGER NOT NULL DEFAULT 1;

-- AlterTable
ALTER TABLE "log_outlet" ADD COLUMN     "last_generation" INTEGER;

-- CreateTable
CREATE TABLE "log_beginning" (
    "generation" INTEGER NOT NULL,
    "request_id" UUID NOT NULL,
    "origin" TEXT NOT NULL,
    "after_origin" TEXT NOT NULL,
    "after_size" BIGINT NOT NULL,
    "after_root" BYTEA NOT NULL,
    "after_note" TEXT NOT NULL,
    "kept_size" BIGINT NOT NULL,
    "kept_root" BYTEA NOT NULL,
    "proved" BOOLEAN NOT NULL,
    "reason" TEXT NOT NULL,
    "begun_by" TEXT NOT NULL,
    "begun_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "told_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_beginning_pkey" PRIMARY KEY ("generation")
);

-- CreateTable
CREATE TABLE "mail_hold" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "held_at" TIMESTAMPTZ(3) NOT NULL,
    "settled" TEXT[],
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_hold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "log_beginning_origin_key" ON "log_beginning"("origin");

-- CreateIndex
CREATE UNIQUE INDEX "mail_hold_organisation_id_fingerprint_key" ON "mail_hold"("organisation_id", "fingerprint");

-- ---- a log that follows another one (decision 0030) ----

ALTER TABLE log_state
  ADD CONSTRAINT generation_from_one CHECK (generation >= 1),
  ADD CONSTRAINT first_name_kept CHECK (generation = 1 OR first_origin IS NOT NULL);
ALTER TABLE log_beginning
  ADD CONSTRAINT behind_the_first CHECK (generation >= 2),
  ADD CONSTRAINT root_length CHECK (octet_length(after_root) = 32 AND octet_length(kept_root) = 32),
  ADD CONSTRAINT reason_given CHECK (length(btrim(reason)) > 0 AND length(btrim(begun_by)) > 0);

-- As in migration `log`, and one exception: another name and number, for the very head at which a beginning says that
-- the log before ended.
CREATE OR REPLACE FUNCTION guard_log_state() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.generation > OLD.generation AND (NEW.id, NEW.size, NEW.root) = (OLD.id, OLD.size, OLD.root)
    AND NEW.note_size IS NOT DISTINCT FROM OLD.note_size AND NEW.first_origin = coalesce(OLD.first_origin, OLD.origin)
    AND EXISTS (SELECT FROM log_beginning b WHERE (b.generation, b.origin, b.kept_size, b.kept_root)
      = (NEW.generation, NEW.origin, NEW.size, NEW.root)) THEN
    RETURN NEW;
  END IF;
  IF (NEW.id, NEW.origin, NEW.generation, NEW.first_origin)
      IS DISTINCT FROM (OLD.id, OLD.origin, OLD.generation, OLD.first_origin) OR NEW.size < OLD.size
    OR NEW.size = OLD.size AND NEW.root <> OLD.root OR NEW.note_size IS NULL AND OLD.note_size IS NOT NULL
    OR NEW.note_size < OLD.note_size THEN
    RAISE EXCEPTION 'sealwright: the head of the log moves forward only' USING ERRCODE = 'SW002';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION guard_log_checkpoint() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF (NEW.size, NEW.root, NEW.signed_at, NEW.generation) IS DISTINCT FROM (OLD.size, OLD.root, OLD.signed_at, OLD.generation)
    OR NOT starts_with(NEW.note, OLD.note)
    OR OLD.timestamp_token IS NOT NULL AND (NEW.timestamp_token, NEW.timestamp_authority, NEW.timestamped_at)
      IS DISTINCT FROM (OLD.timestamp_token, OLD.timestamp_authority, OLD.timestamped_at) THEN
    RAISE EXCEPTION 'sealwright: a signed checkpoint is not changed' USING ERRCODE = 'SW002';
  END IF;
  RETURN NEW;
END $$;

-- What a beginning states stays; only that everybody was told is added.
CREATE FUNCTION guard_log_beginning() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.told_at IS NOT NULL OR to_jsonb(NEW) - 'told_at' IS DISTINCT FROM to_jsonb(OLD) - 'told_at' THEN
    RAISE EXCEPTION 'sealwright: the beginning of a log is not changed' USING ERRCODE = 'SW002';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER told_only BEFORE UPDATE ON log_beginning FOR EACH ROW EXECUTE FUNCTION guard_log_beginning();
CREATE TRIGGER never_deleted BEFORE DELETE ON log_beginning FOR EACH ROW EXECUTE FUNCTION refuse_log_change();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON log_beginning FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change();
ALTER TABLE log_beginning ENABLE ALWAYS TRIGGER told_only;
ALTER TABLE log_beginning ENABLE ALWAYS TRIGGER never_deleted;
ALTER TABLE log_beginning ENABLE ALWAYS TRIGGER never_truncated;

-- Answers the name of the first log: LOG_ORIGIN is compared with that, whatever number the log has by now.
CREATE OR REPLACE FUNCTION log_begin(p_origin text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  INSERT INTO log_state (id, origin, size, root) VALUES (1, p_origin, 0, sha256(''::bytea)) ON CONFLICT (id) DO NOTHING;
  RETURN (SELECT coalesce(s.first_origin, s.origin) FROM log_state s WHERE s.id = 1);
END $$;

-- As in migration `log`, and the number of the log beside the note.
CREATE OR REPLACE FUNCTION log_keep_note(p_size bigint, p_root bytea, p_note text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head log_state;
BEGIN
  SELECT * INTO head FROM log_state WHERE id = 1 FOR UPDATE;
  IF NOT FOUND OR head.size <> p_size OR head.root <> p_root THEN RETURN NULL; END IF;
  IF NOT starts_with(p_note, head.origin || E'\n' || p_size || E'\n' || encode(p_root, 'base64') || E'\n\n') THEN
    RAISE EXCEPTION 'sealwright: this note is of another head' USING ERRCODE = 'SW004';
  END IF;
  INSERT INTO log_checkpoint (size, root, note, generation) VALUES (p_size, p_root, p_note, head.generation)
    ON CONFLICT (size) DO NOTHING;
  UPDATE log_state SET note_size = p_size WHERE id = 1;
  RETURN (SELECT c.note FROM log_checkpoint c WHERE c.size = p_size AND c.root = p_root AND c.generation = head.generation);
END $$;

-- The log goes on under another name from the head given: statement and new name in one step, or nothing. False when
-- the head has moved on, or the log has that number already.
CREATE FUNCTION log_begin_next(p_size bigint, p_root bytea, p_beginning jsonb, p_after_root bytea) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  head log_state;
  next integer := (p_beginning ->> 'generation')::integer;
BEGIN
  SELECT * INTO head FROM log_state WHERE id = 1 FOR UPDATE;
  IF NOT FOUND OR head.size <> p_size OR head.root <> p_root OR head.generation >= next THEN RETURN false; END IF;
  INSERT INTO log_beginning (generation, request_id, origin, after_origin, after_size, after_root, after_note, kept_size,
    kept_root, proved, reason, begun_by)
  VALUES (next, (p_beginning ->> 'requestId')::uuid, p_beginning ->> 'origin', p_beginning ->> 'afterOrigin',
    (p_beginning ->> 'afterSize')::bigint, p_after_root, p_beginning ->> 'afterNote', p_size, p_root,
    (p_beginning ->> 'proved')::boolean, p_beginning ->> 'reason', p_beginning ->> 'begunBy');
  UPDATE log_state SET origin = p_beginning ->> 'origin', generation = next, first_origin = coalesce(first_origin, origin)
    WHERE id = 1;
  RETURN true;
END $$;

REVOKE ALL ON FUNCTION log_begin_next(bigint, bytea, jsonb, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION log_begin_next(bigint, bytea, jsonb, bytea) TO sealwright_sealer;
GRANT SELECT ON log_beginning TO sealwright_app, sealwright_sealer, sealwright_auditor;
GRANT UPDATE (told_at) ON log_beginning TO sealwright_sealer;

-- ---- mails that wait until somebody says what becomes of them ----

ALTER TABLE mail_hold
  ADD CONSTRAINT organisation_exists FOREIGN KEY (organisation_id) REFERENCES organization (id),
  ADD CONSTRAINT cause_known CHECK (cause IN ('log-older', 'another-database', 'operator')),
  ADD CONSTRAINT settled_given CHECK (settled IS NOT NULL);
CREATE INDEX mail_hold_open ON mail_hold (organisation_id) WHERE ended_at IS NULL;

ALTER TABLE mail_hold ENABLE ROW LEVEL SECURITY;
ALTER TABLE mail_hold FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON mail_hold TO sealwright_app, sealwright_sealer
  USING (organisation_id = (SELECT app_organisation())) WITH CHECK (organisation_id = (SELECT app_organisation()));
CREATE POLICY owner ON mail_hold TO sealwright_migrator USING (true) WITH CHECK (true);
CREATE POLICY auditor ON mail_hold FOR SELECT TO sealwright_auditor USING (true);
CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON mail_hold
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation();

-- A hold ends once, and no kind of mail is taken back under it.
CREATE FUNCTION guard_mail_hold() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.ended_at IS NOT NULL OR NOT NEW.settled @> OLD.settled
    OR to_jsonb(NEW) - 'settled' - 'ended_at' IS DISTINCT FROM to_jsonb(OLD) - 'settled' - 'ended_at' THEN
    RAISE EXCEPTION 'sealwright: a hold on mails ends once and is otherwise not changed' USING ERRCODE = 'SW002';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER ends_once BEFORE UPDATE ON mail_hold FOR EACH ROW EXECUTE FUNCTION guard_mail_hold();

GRANT SELECT, INSERT, UPDATE (settled, ended_at) ON mail_hold TO sealwright_app;
GRANT SELECT ON mail_hold TO sealwright_sealer, sealwright_auditor;

-- Which jobs send something to a person. An alarm of after the restore must reach the administrators.
CREATE FUNCTION job_is_held(p_organisation uuid, p_kind text, p_created_at timestamptz) RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT p_kind IN ('send-invitation', 'send-reminder', 'send-completed', 'send-declined', 'send-voided', 'send-expired',
      'tell-auditor', 'tell-of-alarm', 'warn-of-retention')
    AND EXISTS (SELECT FROM mail_hold h WHERE h.organisation_id = p_organisation AND h.ended_at IS NULL
      AND p_kind <> ALL (h.settled) AND (p_kind <> 'tell-of-alarm' OR p_created_at < h.held_at))
$$;

-- As in migration `lookups`, and what is held stays where it is.
CREATE OR REPLACE FUNCTION due_outbox(p_kinds text[], p_limit integer)
  RETURNS TABLE (organisation_id uuid, job_id uuid, kind text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT o.organisation_id, o.id, o.kind FROM outbox_job o
  WHERE o.done_at IS NULL AND o.parked_at IS NULL AND o.available_at <= now()
    AND (o.lease_until IS NULL OR o.lease_until < now()) AND o.kind = ANY (p_kinds)
    AND NOT job_is_held(o.organisation_id, o.kind, o.created_at)
  ORDER BY o.available_at LIMIT p_limit
$$;

CREATE OR REPLACE FUNCTION job_claim(p_job uuid, p_kinds text[], p_lease_ms integer)
  RETURNS TABLE (organisation_id uuid, kind text, payload jsonb, attempt integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.organisation', o.organisation_id::text, true) FROM outbox_job o WHERE o.id = p_job;
  IF NOT FOUND THEN RETURN; END IF;
  RETURN QUERY UPDATE outbox_job o
    SET lease_until = now() + make_interval(secs => p_lease_ms / 1000.0), attempts = o.attempts + 1
    WHERE o.id = p_job AND o.kind = ANY (p_kinds) AND o.done_at IS NULL AND o.parked_at IS NULL
      AND o.available_at <= now() AND (o.lease_until IS NULL OR o.lease_until < now())
      AND NOT job_is_held(o.organisation_id, o.kind, o.created_at)
    RETURNING o.organisation_id, o.kind, o.payload, o.attempts;
END $$;

-- Mails of these kinds that wait are never sent; answers how many. Only what a hold keeps can be given up.
CREATE FUNCTION discard_held_mails(p_kinds text[]) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  discarded integer;
BEGIN
  UPDATE outbox_job o SET done_at = now(), last_error_code = 'discarded-after-restore', last_error = NULL
    WHERE o.organisation_id = app_organisation() AND o.kind = ANY (p_kinds) AND o.done_at IS NULL AND o.parked_at IS NULL
      AND (o.lease_until IS NULL OR o.lease_until < now()) AND job_is_held(o.organisation_id, o.kind, o.created_at);
  GET DIAGNOSTICS discarded = ROW_COUNT;
  RETURN discarded;
END $$;

-- How many mails each open hold keeps, over all organisations; tells nothing about them.
CREATE FUNCTION held_mails() RETURNS TABLE (organisation_id uuid, waiting bigint)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT h.organisation_id, (SELECT count(*) FROM outbox_job o WHERE o.organisation_id = h.organisation_id
    AND o.done_at IS NULL AND o.parked_at IS NULL AND job_is_held(o.organisation_id, o.kind, o.created_at))
  FROM (SELECT DISTINCT m.organisation_id FROM mail_hold m WHERE m.ended_at IS NULL) h
$$;

-- Which database this is: a dump that was loaded elsewhere is another one, though every row is the same.
CREATE FUNCTION database_identity() RETURNS text
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  own oid := (SELECT d.oid FROM pg_database d WHERE d.datname = current_database());
BEGIN
  RETURN (SELECT c.system_identifier FROM pg_control_system() c) || '/' || own;
EXCEPTION WHEN insufficient_privilege THEN
  RETURN '-/' || own;
END $$;

REVOKE ALL ON FUNCTION job_is_held(uuid, text, timestamptz), discard_held_mails(text[]), held_mails(), database_identity()
  FROM PUBLIC;
GRANT EXECUTE ON FUNCTION discard_held_mails(text[]), database_identity() TO sealwright_app;
GRANT EXECUTE ON FUNCTION held_mails() TO sealwright_app, sealwright_sealer, sealwright_auditor;
