-- Forgetting (promise 10). What is deleted: values, salts, files with their keys, names where they are shown. What stays:
-- every event, hash and proof. One function does it; it refuses what a legal hold, a locked retention rule or the state
-- of the envelope forbids, whoever asks, and nothing is erased without its event in the same transaction.

-- AlterTable
ALTER TABLE "envelope" ADD COLUMN     "documents_erased_at" TIMESTAMPTZ(3),
ADD COLUMN     "erased_cause" TEXT,
ADD COLUMN     "personal_erased_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "retention_rule" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "template_id" UUID,
    "documents_after_days" INTEGER,
    "personal_after_days" INTEGER,
    "locked" BOOLEAN NOT NULL DEFAULT false,
    "set_by" TEXT NOT NULL,
    "set_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "superseded_at" TIMESTAMPTZ(3),

    CONSTRAINT "retention_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "retention_notice" (
    "envelope_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "organisation_id" UUID NOT NULL,
    "rule_id" UUID NOT NULL,
    "warned_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "stopped_at" TIMESTAMPTZ(3),
    "stopped_code" TEXT,

    CONSTRAINT "retention_notice_pkey" PRIMARY KEY ("envelope_id","scope","rule_id")
);

-- CreateTable
CREATE TABLE "person_erasure" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "email" TEXT,
    "ground" TEXT NOT NULL,
    "texts_of" UUID[],
    "state" TEXT NOT NULL DEFAULT 'running',
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "done_at" TIMESTAMPTZ(3),
    "result" JSONB,

    CONSTRAINT "person_erasure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "erasure_entry" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID,
    "scope" TEXT NOT NULL,
    "cause" TEXT NOT NULL,
    "recipient_ids" UUID[],
    "subjects" TEXT[],
    "texts" BOOLEAN NOT NULL DEFAULT false,
    "sender" BOOLEAN NOT NULL DEFAULT false,
    "request_id" UUID,
    "counts" JSONB NOT NULL,
    "file_sha256s" BYTEA[],
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "restored_at" TIMESTAMPTZ(3),

    CONSTRAINT "erasure_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "blob_removal" (
    "organisation_id" UUID NOT NULL,
    "sha256" BYTEA NOT NULL,
    "wrapped_key" BYTEA,
    "wrapping_key_id" TEXT,
    "byte_size" BIGINT NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,
    "file_removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "blob_removal_pkey" PRIMARY KEY ("organisation_id","sha256")
);

-- CreateIndex
CREATE INDEX "retention_rule_organisation_id_idx" ON "retention_rule"("organisation_id");

-- CreateIndex
CREATE INDEX "retention_notice_organisation_id_idx" ON "retention_notice"("organisation_id");

-- CreateIndex
CREATE INDEX "person_erasure_organisation_id_requested_at_idx" ON "person_erasure"("organisation_id", "requested_at");

-- CreateIndex
CREATE INDEX "erasure_entry_organisation_id_envelope_id_idx" ON "erasure_entry"("organisation_id", "envelope_id");

-- ---- what the columns may hold ----

ALTER TABLE retention_rule
  ADD CONSTRAINT organisation_exists FOREIGN KEY (organisation_id) REFERENCES organization (id),
  ADD CONSTRAINT template_exists FOREIGN KEY (template_id) REFERENCES template (id),
  ADD CONSTRAINT days_in_reach CHECK (documents_after_days BETWEEN 1 AND 36500 AND personal_after_days BETWEEN 1 AND 36500),
  -- The files hold the names: they cannot outlive them.
  ADD CONSTRAINT files_go_first CHECK (personal_after_days IS NULL
    OR documents_after_days IS NOT NULL AND documents_after_days <= personal_after_days);
ALTER TABLE retention_notice
  ADD CONSTRAINT scope_known CHECK (scope IN ('documents', 'personal')),
  ADD CONSTRAINT envelope_exists FOREIGN KEY (envelope_id) REFERENCES envelope (id),
  ADD CONSTRAINT rule_exists FOREIGN KEY (rule_id) REFERENCES retention_rule (id);
ALTER TABLE person_erasure
  ADD CONSTRAINT organisation_exists FOREIGN KEY (organisation_id) REFERENCES organization (id),
  ADD CONSTRAINT state_known CHECK (state IN ('running', 'done')),
  -- The address is known for as long as it is needed to find the person, and not a moment longer.
  ADD CONSTRAINT address_is_forgotten CHECK ((state = 'running') = (email IS NOT NULL));
ALTER TABLE erasure_entry
  ADD CONSTRAINT scope_known CHECK (scope IN ('documents', 'personal', 'person', 'subjects')),
  ADD CONSTRAINT cause_known CHECK (cause IN ('request', 'retention'));
CREATE UNIQUE INDEX retention_rule_current ON retention_rule (organisation_id, template_id) NULLS NOT DISTINCT
  WHERE superseded_at IS NULL;
CREATE UNIQUE INDEX person_erasure_running ON person_erasure (organisation_id, lower(email)) WHERE state = 'running';
CREATE INDEX envelope_erasable ON envelope (organisation_id, (coalesce(completed_at, ended_at)))
  WHERE status IN ('completed', 'declined', 'voided', 'expired') AND personal_erased_at IS NULL;
CREATE INDEX recipient_address ON recipient (organisation_id, lower(email));
CREATE INDEX blob_removal_open ON blob_removal (organisation_id) WHERE file_removed_at IS NULL;

-- ---- row-level security and grants ----

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['retention_rule', 'retention_notice', 'person_erasure', 'erasure_entry', 'blob_removal'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_organisation ON %I TO sealwright_app, sealwright_sealer
      USING (organisation_id = (SELECT app_organisation()))
      WITH CHECK (organisation_id = (SELECT app_organisation()))', name);
    EXECUTE format('CREATE POLICY owner ON %I TO sealwright_migrator USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation()', name);
    EXECUTE format('GRANT SELECT ON %I TO sealwright_app', name);
  END LOOP;
  FOREACH name IN ARRAY ARRAY['retention_rule', 'retention_notice', 'erasure_entry', 'blob_removal'] LOOP
    EXECUTE format('CREATE POLICY auditor ON %I FOR SELECT TO sealwright_auditor USING (true)', name);
    EXECUTE format('GRANT SELECT ON %I TO sealwright_auditor', name);
  END LOOP;
END $$;
-- The sealer reads files too and must be able to say that one was erased.
GRANT SELECT ON blob_removal TO sealwright_sealer;
GRANT INSERT, UPDATE (superseded_at) ON retention_rule TO sealwright_app;
GRANT INSERT, UPDATE (stopped_at, stopped_code) ON retention_notice TO sealwright_app;
GRANT INSERT, UPDATE (state, email, done_at, result) ON person_erasure TO sealwright_app;
GRANT UPDATE (wrapped_key, file_removed_at) ON blob_removal TO sealwright_app;

-- ---- guards ----

-- True only inside the functions below: they run as the owner, which no process of the application can be.
CREATE FUNCTION is_forgetting() RETURNS boolean
  LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp
  RETURN current_user = 'sealwright_migrator' AND coalesce(current_setting('app.forgetting', true), '') = 'on';

-- What was sent stays frozen for everybody else; the functions of other migrations decide that as before.
DROP TRIGGER frozen ON envelope;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON envelope
  FOR EACH ROW WHEN (NOT is_forgetting()) EXECUTE FUNCTION guard_envelope();
DROP TRIGGER frozen ON document;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON document
  FOR EACH ROW WHEN (NOT is_forgetting()) EXECUTE FUNCTION guard_document();
DROP TRIGGER frozen ON recipient;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON recipient
  FOR EACH ROW WHEN (NOT is_forgetting()) EXECUTE FUNCTION guard_recipient();
DROP TRIGGER frozen ON field;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON field
  FOR EACH ROW WHEN (NOT is_forgetting()) EXECUTE FUNCTION guard_field();
DROP TRIGGER frozen ON field_value;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON field_value
  FOR EACH ROW WHEN (NOT is_forgetting()) EXECUTE FUNCTION guard_field_value();
DROP TRIGGER frozen ON signature;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON signature
  FOR EACH ROW WHEN (NOT is_forgetting()) EXECUTE FUNCTION guard_signature();

-- An erased envelope says so for ever, and only the functions below can make it one.
CREATE FUNCTION guard_erasure_marks() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT is_forgetting() THEN PERFORM refuse_frozen('whether an envelope was erased'); END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER erasure_marks BEFORE UPDATE ON envelope FOR EACH ROW
  WHEN ((OLD.documents_erased_at, OLD.personal_erased_at, OLD.erased_cause)
    IS DISTINCT FROM (NEW.documents_erased_at, NEW.personal_erased_at, NEW.erased_cause))
  EXECUTE FUNCTION guard_erasure_marks();
CREATE TRIGGER erasure_marks_begin_empty BEFORE INSERT ON envelope FOR EACH ROW
  WHEN (num_nonnulls(NEW.documents_erased_at, NEW.personal_erased_at, NEW.erased_cause) > 0)
  EXECUTE FUNCTION guard_erasure_marks();

-- Rules are history: a later one supersedes, none is rewritten. The times are the database's.
CREATE FUNCTION guard_retention_rule() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    NEW.set_at := date_trunc('milliseconds', transaction_timestamp());
    NEW.superseded_at := NULL;
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' OR OLD.superseded_at IS NOT NULL OR NEW.superseded_at IS NULL
    OR to_jsonb(NEW) - 'superseded_at' <> to_jsonb(OLD) - 'superseded_at' THEN
    PERFORM refuse_frozen('a retention rule that was declared');
  END IF;
  NEW.superseded_at := date_trunc('milliseconds', transaction_timestamp());
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON retention_rule
  FOR EACH ROW EXECUTE FUNCTION guard_retention_rule();
CREATE TRIGGER parent_template BEFORE INSERT ON retention_rule
  FOR EACH ROW EXECUTE FUNCTION guard_parent('template', 'template_id');
CREATE TRIGGER parent_envelope BEFORE INSERT ON retention_notice
  FOR EACH ROW EXECUTE FUNCTION guard_parent('envelope', 'envelope_id');

CREATE FUNCTION guard_retention_notice() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  -- A warning cannot be dated back: the days between it and the erasure are a promise.
  NEW.warned_at := date_trunc('milliseconds', transaction_timestamp());
  RETURN NEW;
END $$;
CREATE TRIGGER dated BEFORE INSERT ON retention_notice FOR EACH ROW EXECUTE FUNCTION guard_retention_notice();

-- The erasure list is a record too.
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON erasure_entry
  FOR EACH ROW EXECUTE FUNCTION refuse_audit_change();
CREATE TRIGGER append_only_truncate BEFORE TRUNCATE ON erasure_entry
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
ALTER TABLE erasure_entry ENABLE ALWAYS TRIGGER append_only;
ALTER TABLE erasure_entry ENABLE ALWAYS TRIGGER append_only_truncate;

-- The key of an erased file can go, and never comes back.
CREATE FUNCTION guard_blob_removal() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF is_forgetting() THEN RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END; END IF;
  IF TG_OP <> 'UPDATE' OR NEW.wrapped_key IS NOT NULL OR NEW.file_removed_at IS NULL
    OR to_jsonb(NEW) - '{wrapped_key,file_removed_at}'::text[] <> to_jsonb(OLD) - '{wrapped_key,file_removed_at}'::text[] THEN
    PERFORM refuse_frozen('that a file was erased');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON blob_removal
  FOR EACH ROW EXECUTE FUNCTION guard_blob_removal();

-- No erasure without its event: looked for when the transaction commits.
CREATE FUNCTION require_erasure_event() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NEW.restored_at IS NULL AND NEW.envelope_id IS NOT NULL AND NOT EXISTS (
      SELECT FROM audit_event WHERE stream = 'envelope:' || NEW.envelope_id AND type = 'envelope.erased'
        AND position(convert_to(NEW.id::text, 'UTF8') IN bytes) > 0) THEN
    RAISE EXCEPTION 'sealwright: an erasure without its event' USING ERRCODE = 'SW011';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER has_its_event AFTER INSERT ON erasure_entry DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION require_erasure_event();

-- ---- what forbids an erasure ----

-- Until when a locked rule keeps this class of data; infinity for ever, null not at all. Every locked rule counts that
-- was in force at some time since the envelope ended: a rule loosened later does not free what it once kept.
CREATE FUNCTION retention_protected_until(p_envelope uuid, p_scope text) RETURNS timestamptz
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT max(CASE WHEN kept.days IS NULL THEN 'infinity' ELSE coalesce(e.completed_at, e.ended_at) + make_interval(days => kept.days) END)
  FROM envelope e
    JOIN retention_rule r ON r.organisation_id = e.organisation_id AND r.locked
      AND (r.template_id IS NULL OR r.template_id = e.template_id)
      AND (r.superseded_at IS NULL OR r.superseded_at > coalesce(e.completed_at, e.ended_at))
    CROSS JOIN LATERAL (SELECT r.documents_after_days WHERE p_scope IN ('documents', 'person')
      UNION ALL SELECT r.personal_after_days WHERE p_scope IN ('personal', 'person')) AS kept (days)
  WHERE e.id = p_envelope AND e.organisation_id = app_organisation()
$$;

-- Codes of what forbids it now; none: it may be erased. Holds are looked at with a lock, so one that is being placed is
-- waited for.
CREATE FUNCTION forgetting_obstacles(p_envelope uuid, p_scope text) RETURNS text[]
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found_envelope envelope;
  obstacles text[] := '{}';
BEGIN
  SELECT * INTO found_envelope FROM envelope WHERE id = p_envelope AND organisation_id = app_organisation();
  IF NOT FOUND THEN
    RAISE EXCEPTION 'sealwright: no such envelope in this organisation' USING ERRCODE = 'SW003';
  END IF;
  IF EXISTS (SELECT FROM legal_hold WHERE envelope_id = p_envelope AND lifted_at IS NULL) THEN
    obstacles := obstacles || 'legal-hold'::text;
  END IF;
  IF found_envelope.status = 'draft' THEN
    obstacles := obstacles || 'still-a-draft'::text;
  ELSIF found_envelope.status IN ('sent', 'sealing') THEN
    obstacles := obstacles || 'still-running'::text;
  ELSIF found_envelope.certificate_sha256 IS NULL OR EXISTS (
      SELECT FROM seal_extension WHERE envelope_id = p_envelope AND state = 'leased' AND lease_until > now()) THEN
    obstacles := obstacles || 'still-being-sealed'::text;
  END IF;
  IF retention_protected_until(p_envelope, p_scope) > now() THEN
    obstacles := obstacles || 'retention-period'::text;
  END IF;
  RETURN obstacles;
END $$;

-- ---- forgetting ----

-- Files of an envelope that nothing else shows. Sealed files grow: every step of one is a file of its own.
CREATE FUNCTION files_only_of(p_envelope uuid) RETURNS TABLE (sha256 bytea)
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT own.sha256 FROM (
    SELECT unnest(ARRAY[original_sha256, frozen_sha256, sealed_sha256]) FROM document WHERE envelope_id = p_envelope
    UNION ALL SELECT unnest(ARRAY[candidate_sha256, sealed_sha256]) FROM seal WHERE envelope_id = p_envelope
    UNION ALL SELECT f.sha256 FROM seal_file f WHERE envelope_id = p_envelope
    UNION ALL SELECT certificate_sha256 FROM envelope WHERE id = p_envelope) own (sha256)
  WHERE own.sha256 IS NOT NULL AND NOT EXISTS (
    SELECT FROM document d LEFT JOIN envelope e ON e.id = d.envelope_id
    WHERE d.organisation_id = app_organisation() AND own.sha256 IN (d.original_sha256, d.frozen_sha256, d.sealed_sha256)
      AND d.envelope_id IS DISTINCT FROM p_envelope AND e.documents_erased_at IS NULL)
$$;

CREATE FUNCTION erase_files(p_envelope uuid, p_at timestamptz) RETURNS bytea[]
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  gone bytea[];
BEGIN
  SELECT coalesce(array_agg(f.sha256), '{}') INTO gone FROM files_only_of(p_envelope) f
    JOIN blob b ON b.organisation_id = app_organisation() AND b.sha256 = f.sha256;
  -- The key stays until the file itself is gone, for its name is made from it; then it goes too.
  INSERT INTO blob_removal (organisation_id, sha256, wrapped_key, wrapping_key_id, byte_size, erased_at)
    SELECT b.organisation_id, b.sha256, b.wrapped_key, b.wrapping_key_id, b.byte_size, p_at FROM blob b
    WHERE b.organisation_id = app_organisation() AND b.sha256 = ANY (gone)
    ON CONFLICT (organisation_id, sha256) DO UPDATE SET wrapped_key = excluded.wrapped_key,
      wrapping_key_id = excluded.wrapping_key_id, erased_at = excluded.erased_at, file_removed_at = NULL;
  DELETE FROM blob WHERE organisation_id = app_organisation() AND sha256 = ANY (gone);
  -- Nothing is owed any more to a file that is gone.
  UPDATE seal_extension SET state = 'done', renew_at = NULL, next_attempt_at = NULL, lease_until = NULL, fence = fence + 1
    WHERE envelope_id = p_envelope;
  RETURN gone;
END $$;

-- Rows of the people named; all of the envelope's when the list is null.
CREATE FUNCTION erase_people(p_envelope uuid, p_recipients uuid[], p_at timestamptz) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  people uuid[];
BEGIN
  SELECT coalesce(array_agg(id), '{}') INTO people FROM recipient
    WHERE envelope_id = p_envelope AND (p_recipients IS NULL OR id = ANY (p_recipients));
  UPDATE recipient SET name = '(erased)', email = 'erased-' || id || '@erased.invalid', key = 'erased-' || id,
      decline_reason = CASE WHEN decline_reason IS NOT NULL THEN '(erased)' END, ip = NULL, user_agent = NULL
    WHERE id = ANY (people);
  UPDATE signature SET ip = NULL, user_agent = NULL, values_sha256 = decode(repeat('00', 32), 'hex')
    WHERE recipient_id = ANY (people);
  UPDATE recipient_link SET revoked_at = coalesce(revoked_at, p_at) WHERE recipient_id = ANY (people);
  DELETE FROM signer_session WHERE recipient_id = ANY (people);
  DELETE FROM page_shown WHERE recipient_id = ANY (people);
  UPDATE mail SET smtp_response = NULL, next_attempt_at = NULL,
      state = CASE state WHEN 'sent' THEN state ELSE 'failed' END WHERE recipient_id = ANY (people);
  UPDATE envelope SET end_reason = '(erased)' WHERE id = p_envelope AND status = 'declined' AND end_reason IS NOT NULL
    AND EXISTS (SELECT FROM recipient WHERE id = ANY (people) AND declined_at IS NOT NULL);
  UPDATE outbox_job SET last_error = NULL WHERE organisation_id = app_organisation()
    AND (payload ->> 'recipientId' = ANY (people::text[]) OR payload ->> 'envelopeId' = p_envelope::text);
END $$;

-- What was written about the envelope as a whole: titles, messages, names of files, reasons.
CREATE FUNCTION erase_texts(p_envelope uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE envelope SET title = '(erased)', message = '',
    end_reason = CASE WHEN end_reason IS NOT NULL THEN '(erased)' END WHERE id = p_envelope;
  UPDATE document SET name = '(erased).pdf' WHERE envelope_id = p_envelope;
  UPDATE field SET label = '' WHERE envelope_id = p_envelope;
END $$;

-- Values and salts beside the events, by what the scope covers. The events themselves are out of reach.
CREATE FUNCTION erase_personal_values(p_envelope uuid, p_scope text, p_subjects text[], p_texts boolean) RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  documents text[];
  gone bigint;
BEGIN
  SELECT coalesce(array_agg('document:' || id), '{}') INTO documents FROM document WHERE envelope_id = p_envelope;
  DELETE FROM audit_personal p USING audit_event e
    WHERE e.id = p.event_id AND p.organisation_id = app_organisation()
      AND (e.stream = 'envelope:' || p_envelope AND (p_scope = 'personal'
          OR p_scope = 'documents' AND e.type = 'recipient.filled'
          OR p.subject = ANY (p_subjects) OR 'event:' || p.event_id = ANY (p_subjects)
          OR p_texts AND (p.subject LIKE 'envelope:%' OR p.subject = ANY (documents) OR e.type = 'envelope.voided'))
        OR (p_texts OR p_scope = 'personal') AND p.subject = ANY (documents));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;

-- The one way. Erases what `p_request` says of one envelope and writes it into the erasure list:
-- { id, scope: documents | personal | person, cause, recipientIds, subjects, texts, sender, requestId }.
-- Answers { personalValueCount, fieldValueCount, fileCount }. Whoever calls it appends `envelope.erased` in the same
-- transaction; without it the commit fails.
CREATE FUNCTION forget_envelope(p_envelope uuid, p_request jsonb) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  obstacles text[];
BEGIN
  PERFORM FROM envelope WHERE id = p_envelope AND organisation_id = app_organisation() FOR UPDATE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'sealwright: no such envelope in this organisation' USING ERRCODE = 'SW003';
  END IF;
  obstacles := forgetting_obstacles(p_envelope, p_request ->> 'scope');
  IF cardinality(obstacles) > 0 THEN
    RAISE EXCEPTION 'sealwright: may not be erased: %', array_to_string(obstacles, ', ') USING ERRCODE = 'SW010';
  END IF;
  RETURN erase_envelope(p_envelope, p_request, NULL);
END $$;

CREATE FUNCTION erase_envelope(p_envelope uuid, p_request jsonb, p_restored_at timestamptz) RETURNS jsonb
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_scope text := p_request ->> 'scope';
  v_texts boolean := coalesce((p_request ->> 'texts')::boolean, false) OR v_scope = 'personal';
  v_sender boolean := coalesce((p_request ->> 'sender')::boolean, false) OR v_scope = 'personal';
  people uuid[] := ARRAY(SELECT jsonb_array_elements_text(p_request -> 'recipientIds'))::uuid[];
  v_subjects text[] := ARRAY(SELECT jsonb_array_elements_text(p_request -> 'subjects'));
  present timestamptz := date_trunc('milliseconds', transaction_timestamp());
  files bytea[];
  value_count bigint;
  personal_count bigint;
  counts jsonb;
BEGIN
  PERFORM set_config('app.forgetting', 'on', true);
  DELETE FROM field_value WHERE envelope_id = p_envelope AND (v_scope <> 'person' OR recipient_id = ANY (people));
  GET DIAGNOSTICS value_count = ROW_COUNT;
  UPDATE field SET prefilled = NULL WHERE envelope_id = p_envelope AND prefilled IS NOT NULL
    AND (v_scope <> 'person' OR recipient_id = ANY (people));
  IF v_scope = 'person' THEN PERFORM erase_people(p_envelope, people, present); END IF;
  IF v_scope = 'personal' THEN
    PERFORM erase_people(p_envelope, NULL, present);
    UPDATE mail SET smtp_response = NULL WHERE envelope_id = p_envelope;
  END IF;
  IF v_sender THEN
    UPDATE envelope SET sender_name = '(erased)', sender_email = 'erased-' || created_by || '@erased.invalid'
      WHERE id = p_envelope;
    UPDATE mail SET smtp_response = NULL WHERE envelope_id = p_envelope AND recipient_id IS NULL;
  END IF;
  IF v_texts THEN PERFORM erase_texts(p_envelope); END IF;
  personal_count := erase_personal_values(p_envelope, v_scope, v_subjects, v_texts);
  IF v_scope <> 'person' OR cardinality(people) > 0 THEN
    files := erase_files(p_envelope, present);
    UPDATE bulk_row SET values = '{}', problems = '[]' WHERE envelope_id = p_envelope;
  END IF;
  DELETE FROM idempotency_key WHERE organisation_id = app_organisation() AND response::text LIKE '%' || p_envelope || '%';
  UPDATE envelope SET erased_cause = coalesce(erased_cause, p_request ->> 'cause'),
      documents_erased_at = CASE WHEN files IS NULL THEN documents_erased_at ELSE coalesce(documents_erased_at, present) END,
      personal_erased_at = CASE WHEN v_scope = 'personal' THEN coalesce(personal_erased_at, present) ELSE personal_erased_at END
    WHERE id = p_envelope;
  PERFORM set_config('app.forgetting', 'off', true);
  counts := jsonb_build_object('personalValueCount', personal_count, 'fieldValueCount', value_count,
    'fileCount', coalesce(cardinality(files), 0));
  INSERT INTO erasure_entry (id, organisation_id, envelope_id, scope, cause, recipient_ids, subjects, texts, sender,
      request_id, counts, file_sha256s, erased_at, restored_at)
    VALUES ((p_request ->> 'id')::uuid, app_organisation(), p_envelope, v_scope, p_request ->> 'cause', people, v_subjects,
      v_texts, v_sender, (p_request ->> 'requestId')::uuid, counts, coalesce(files, '{}'),
      coalesce((p_request ->> 'erasedAt')::timestamptz, present), p_restored_at);
  RETURN counts;
END $$;

-- Titles, messages and names of templates, and names of lists, that hold somebody's name: `template-message:<id>` and so on.
CREATE FUNCTION erase_shared_texts(p_subjects text[]) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE template SET message = '' WHERE organisation_id = app_organisation() AND 'template-message:' || id = ANY (p_subjects);
  UPDATE template SET title = '(erased)' WHERE organisation_id = app_organisation() AND 'template-title:' || id = ANY (p_subjects);
  UPDATE template SET name = '(erased)' WHERE organisation_id = app_organisation() AND 'template-name:' || id = ANY (p_subjects);
  UPDATE template_field SET label = '(erased)' WHERE organisation_id = app_organisation()
    AND 'template-label:' || id = ANY (p_subjects);
  UPDATE bulk SET file_name = '(erased).csv' WHERE organisation_id = app_organisation() AND 'bulk-file:' || id = ANY (p_subjects);
END $$;

-- What lies outside envelopes: personal values of the organisation's own stream and of drafts that were deleted, by
-- subject; rows of bulk sends that never became an envelope; prefilled template fields. By ids, found beforehand.
CREATE FUNCTION forget_subjects(p_request jsonb) RETURNS jsonb
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF app_organisation() IS NULL THEN
    RAISE EXCEPTION 'sealwright: forgetting outside a unit of work' USING ERRCODE = 'SW001';
  END IF;
  RETURN erase_subjects(p_request, NULL);
END $$;

CREATE FUNCTION erase_subjects(p_request jsonb, p_restored_at timestamptz) RETURNS jsonb
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_subjects text[] := ARRAY(SELECT jsonb_array_elements_text(p_request -> 'subjects'));
  bulk_rows uuid[] := ARRAY(SELECT split_part(s, ':', 2) FROM unnest(v_subjects) s WHERE s LIKE 'bulk-row:%')::uuid[];
  template_fields uuid[] := ARRAY(SELECT split_part(s, ':', 2) FROM unnest(v_subjects) s WHERE s LIKE 'template-field:%')::uuid[];
  present timestamptz := date_trunc('milliseconds', transaction_timestamp());
  personal_count bigint;
  row_count bigint;
  field_count bigint;
  counts jsonb;
BEGIN
  PERFORM set_config('app.forgetting', 'on', true);
  -- Values in the stream of an envelope that still exists are that envelope's to keep or to give up.
  DELETE FROM audit_personal p USING audit_event e
    WHERE e.id = p.event_id AND p.organisation_id = app_organisation() AND p.subject = ANY (v_subjects)
      AND (e.stream LIKE 'organisation:%' OR NOT EXISTS (
        SELECT FROM envelope v WHERE e.stream = 'envelope:' || v.id AND v.organisation_id = app_organisation()));
  GET DIAGNOSTICS personal_count = ROW_COUNT;
  UPDATE bulk_row SET values = '{}', problems = '[]' WHERE organisation_id = app_organisation() AND id = ANY (bulk_rows);
  GET DIAGNOSTICS row_count = ROW_COUNT;
  UPDATE template_field SET prefilled = NULL WHERE organisation_id = app_organisation() AND id = ANY (template_fields);
  GET DIAGNOSTICS field_count = ROW_COUNT;
  PERFORM erase_shared_texts(v_subjects);
  PERFORM set_config('app.forgetting', 'off', true);
  counts := jsonb_build_object('personalValueCount', personal_count, 'bulkRowCount', row_count,
    'templateFieldCount', field_count);
  INSERT INTO erasure_entry (id, organisation_id, scope, cause, recipient_ids, subjects, request_id, counts,
      file_sha256s, erased_at, restored_at)
    VALUES ((p_request ->> 'id')::uuid, app_organisation(), 'subjects', 'request', '{}', v_subjects,
      (p_request ->> 'requestId')::uuid, counts, '{}', coalesce((p_request ->> 'erasedAt')::timestamptz, present),
      p_restored_at);
  RETURN counts;
END $$;

-- Again, after an older backup came back: one line of the erasure list, whatever would forbid it today, for it was done
-- lawfully once and people must not return. Only for the owner: no process of the application can call it. Answers
-- false when the entry is known.
CREATE FUNCTION forget_again(p_entry jsonb) RETURNS boolean
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  v_envelope uuid := (p_entry ->> 'envelopeId')::uuid;
  present timestamptz := date_trunc('milliseconds', transaction_timestamp());
BEGIN
  IF EXISTS (SELECT FROM erasure_entry WHERE id = (p_entry ->> 'id')::uuid) THEN RETURN false; END IF;
  PERFORM set_config('app.organisation', p_entry ->> 'organisationId', true);
  IF v_envelope IS NULL THEN
    PERFORM erase_subjects(p_entry, present);
  ELSIF EXISTS (SELECT FROM envelope WHERE id = v_envelope AND organisation_id = app_organisation()) THEN
    PERFORM erase_envelope(v_envelope, p_entry, present);
  ELSE
    -- The backup is older than the envelope: there is nothing to erase, and the line is remembered.
    INSERT INTO erasure_entry (id, organisation_id, envelope_id, scope, cause, recipient_ids, subjects, request_id,
        counts, file_sha256s, erased_at, restored_at)
      VALUES ((p_entry ->> 'id')::uuid, app_organisation(), v_envelope, p_entry ->> 'scope', p_entry ->> 'cause',
        '{}', '{}', (p_entry ->> 'requestId')::uuid, '{}', '{}', (p_entry ->> 'erasedAt')::timestamptz, present);
  END IF;
  RETURN true;
END $$;

-- ---- what is due ----

-- The rule of each ended envelope (its template's, else the organisation's), and when it asks for what.
CREATE FUNCTION retention_due(p_envelope uuid) RETURNS TABLE (rule_id uuid, scope text, due_at timestamptz)
  LANGUAGE sql STABLE SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.id, d.scope, coalesce(e.completed_at, e.ended_at) + make_interval(days => d.days)
  FROM envelope e
    JOIN LATERAL (SELECT * FROM retention_rule r WHERE r.organisation_id = e.organisation_id AND r.superseded_at IS NULL
      AND (r.template_id IS NULL OR r.template_id = e.template_id) ORDER BY r.template_id NULLS LAST LIMIT 1) r ON true
    JOIN LATERAL (SELECT 'documents', r.documents_after_days WHERE e.documents_erased_at IS NULL
      UNION ALL SELECT 'personal', r.personal_after_days WHERE e.personal_erased_at IS NULL) d (scope, days)
      ON d.days IS NOT NULL
  WHERE e.id = p_envelope AND e.status IN ('completed', 'declined', 'voided', 'expired')
$$;

-- As forgetting_obstacles, for a sweep over organisations.
CREATE FUNCTION forgetting_obstacles_of(p_organisation uuid, p_envelope uuid, p_scope text) RETURNS text[]
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.organisation', p_organisation::text, true);
  RETURN forgetting_obstacles(p_envelope, p_scope);
END $$;

-- Envelopes to be warned about (due within p_warning) or, once the warning is that old, erased; oldest first.
CREATE FUNCTION due_retention(p_warning interval, p_limit integer)
  RETURNS TABLE (organisation_id uuid, envelope_id uuid, rule_id uuid, scope text, due_at timestamptz, warned_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.organisation_id, e.id, due.rule_id, due.scope, due.due_at, n.warned_at
  FROM (SELECT DISTINCT r.organisation_id FROM retention_rule r WHERE r.superseded_at IS NULL
      AND r.documents_after_days IS NOT NULL) ruled
    JOIN envelope e ON e.organisation_id = ruled.organisation_id
      AND e.status IN ('completed', 'declined', 'voided', 'expired') AND e.personal_erased_at IS NULL
    CROSS JOIN LATERAL retention_due(e.id) due
    LEFT JOIN retention_notice n ON n.envelope_id = e.id AND n.scope = due.scope AND n.rule_id = due.rule_id
  WHERE due.due_at <= now() + p_warning AND (n.warned_at IS NULL
    OR due.due_at <= now() AND n.warned_at <= now() - p_warning
      AND (n.stopped_at IS NULL OR cardinality(forgetting_obstacles_of(e.organisation_id, e.id, due.scope)) = 0))
  ORDER BY due.due_at LIMIT p_limit
$$;

-- Erasures done again after a restore whose event is still owed.
CREATE FUNCTION untold_erasures(p_limit integer) RETURNS TABLE (organisation_id uuid, entry_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT x.organisation_id, x.id FROM erasure_entry x JOIN envelope e ON e.id = x.envelope_id
  WHERE x.restored_at IS NOT NULL AND NOT EXISTS (SELECT FROM audit_event a
    WHERE a.stream = 'envelope:' || x.envelope_id AND a.type = 'envelope.erased'
      AND position(convert_to(x.id::text, 'UTF8') IN a.bytes) > 0)
  LIMIT p_limit
$$;

-- The erasure list of all organisations, for the file beside the storage.
CREATE FUNCTION erasure_list(p_known uuid[]) RETURNS TABLE (entry jsonb)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT jsonb_build_object('id', x.id, 'organisationId', x.organisation_id, 'envelopeId', x.envelope_id,
    'scope', x.scope, 'cause', x.cause, 'recipientIds', to_jsonb(x.recipient_ids), 'subjects', to_jsonb(x.subjects),
    'texts', x.texts, 'sender', x.sender, 'requestId', x.request_id, 'erasedAt', x.erased_at)
  FROM erasure_entry x WHERE x.id <> ALL (p_known) ORDER BY x.erased_at, x.id
$$;

-- Ids of the list that the database does not know: it is older than the list.
CREATE FUNCTION unknown_erasures(p_ids uuid[]) RETURNS TABLE (id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT given FROM unnest(p_ids) given WHERE NOT EXISTS (SELECT FROM erasure_entry x WHERE x.id = given)
$$;

REVOKE ALL ON FUNCTION forget_envelope(uuid, jsonb), erase_envelope(uuid, jsonb, timestamptz), forget_subjects(jsonb),
  erase_subjects(jsonb, timestamptz), forget_again(jsonb), erase_files(uuid, timestamptz), files_only_of(uuid),
  erase_people(uuid, uuid[], timestamptz), erase_texts(uuid), erase_shared_texts(text[]), erase_personal_values(uuid, text, text[], boolean),
  forgetting_obstacles(uuid, text), forgetting_obstacles_of(uuid, uuid, text), retention_protected_until(uuid, text),
  retention_due(uuid), due_retention(interval, integer), untold_erasures(integer), erasure_list(uuid[]),
  unknown_erasures(uuid[]), require_erasure_event() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_envelope(uuid, jsonb), forget_subjects(jsonb), forgetting_obstacles(uuid, text),
  retention_protected_until(uuid, text), retention_due(uuid), due_retention(interval, integer),
  untold_erasures(integer), erasure_list(uuid[]), unknown_erasures(uuid[]) TO sealwright_app;
