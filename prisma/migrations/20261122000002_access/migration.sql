-- Who may do what. Four roles (made by prisma/provision.mjs): the migrator owns everything; the app is api and worker;
-- the sealer is the only process that holds the key; the auditor reads the evidence. None of the last three owns a table,
-- so none can alter, disable or truncate anything.

DO $$
BEGIN
  IF (SELECT count(*) FROM pg_roles WHERE rolname IN
      ('sealwright_migrator', 'sealwright_app', 'sealwright_sealer', 'sealwright_auditor')) < 4 THEN
    RAISE EXCEPTION 'The database roles are missing: run "node prisma/provision.mjs" first.';
  END IF;
END $$;

-- ---- the organisation of a unit of work ----

-- Set by the first statement of each unit of work, for its transaction only. After the transaction it reads as '' .
CREATE FUNCTION app_organisation() RETURNS uuid
  LANGUAGE sql STABLE PARALLEL SAFE
  RETURN nullif(current_setting('app.organisation', true), '')::uuid;

-- Row-level security already hides every row from such a statement; this makes it loud instead of "0 rows changed".
CREATE FUNCTION refuse_write_without_organisation() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF nullif(current_setting('app.organisation', true), '') IS NULL THEN
    RAISE EXCEPTION 'sealwright: % on % outside a unit of work', TG_OP, TG_TABLE_NAME USING ERRCODE = 'SW001';
  END IF;
  RETURN NULL;
END $$;

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['api_key', 'idempotency_key', 'blob', 'document', 'envelope', 'recipient',
    'recipient_link', 'signer_session', 'field', 'field_value', 'signature', 'seal', 'audit_stream', 'audit_event',
    'audit_personal', 'outbox_job', 'mail', 'template', 'template_role', 'template_field', 'bulk', 'bulk_row']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    -- One look at the setting per statement, not per row.
    EXECUTE format('CREATE POLICY own_organisation ON %I TO sealwright_app, sealwright_sealer
      USING (organisation_id = (SELECT app_organisation()))
      WITH CHECK (organisation_id = (SELECT app_organisation()))', name);
    -- The owner: for the functions below that look across organisations, and for migrations of data.
    EXECUTE format('CREATE POLICY owner ON %I TO sealwright_migrator USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation()', name);
  END LOOP;
END $$;

-- The auditor sees the evidence of all organisations, and no secret: no accounts, sessions, links, keys or answers.
DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['blob', 'document', 'envelope', 'recipient', 'field', 'field_value', 'signature', 'seal',
    'audit_stream', 'audit_event', 'audit_personal', 'mail', 'template', 'bulk', 'bulk_row']
  LOOP
    EXECUTE format('CREATE POLICY auditor ON %I FOR SELECT TO sealwright_auditor USING (true)', name);
    EXECUTE format('GRANT SELECT ON %I TO sealwright_auditor', name);
  END LOOP;
END $$;
GRANT SELECT ON seal_key, service_health, organization, _prisma_migrations TO sealwright_auditor;

-- ---- grants: the app (api and worker) ----

GRANT USAGE ON SCHEMA public TO sealwright_app, sealwright_sealer, sealwright_auditor;
GRANT SELECT ON _prisma_migrations TO sealwright_app, sealwright_sealer;

GRANT SELECT, INSERT, UPDATE, DELETE ON "user", session, account, verification, organization, member, invitation
  TO sealwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON idempotency_key TO sealwright_app;
GRANT SELECT, INSERT, UPDATE (last_used_at, revoked_at) ON api_key TO sealwright_app;
GRANT SELECT, INSERT ON blob TO sealwright_app, sealwright_sealer;

-- Not sealed_sha256: what sealing results in is the sealer's to say (of the envelope's row, a trigger sees to that).
GRANT SELECT, DELETE, UPDATE (envelope_id, template_id, position, name) ON document TO sealwright_app;
GRANT INSERT (id, organisation_id, envelope_id, template_id, position, name, original_sha256, frozen_sha256, byte_size,
  pages, report, uploaded_by, created_at) ON document TO sealwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON envelope TO sealwright_app;
GRANT SELECT, INSERT, UPDATE, DELETE ON recipient, field, field_value TO sealwright_app;
GRANT SELECT, INSERT, UPDATE (expires_at, revoked_at) ON recipient_link TO sealwright_app;
GRANT SELECT, INSERT, UPDATE (expires_at, ended_at) ON signer_session TO sealwright_app;
GRANT SELECT, INSERT ON signature TO sealwright_app;

-- The app may ask for a seal (a trigger sees that it begins empty). What becomes of it is not the app's to write.
GRANT SELECT, INSERT ON seal TO sealwright_app;
GRANT SELECT ON seal_key TO sealwright_app;
GRANT SELECT, INSERT, UPDATE ON service_health TO sealwright_app;
GRANT SELECT, INSERT ON outbox_job TO sealwright_app;
GRANT SELECT, INSERT, UPDATE ON mail, bulk, bulk_row TO sealwright_app;
GRANT SELECT, INSERT, UPDATE (name, archived_at) ON template TO sealwright_app;
GRANT SELECT, INSERT ON template_role, template_field TO sealwright_app;
GRANT SELECT ON audit_stream, audit_event, audit_personal TO sealwright_app;

-- ---- grants: the sealer ----

GRANT SELECT ON envelope, document, recipient, field, field_value, signature, organization TO sealwright_sealer;
GRANT UPDATE (status, version, updated_at, completed_at, certificate_sha256) ON envelope TO sealwright_sealer;
GRANT UPDATE (sealed_sha256) ON document TO sealwright_sealer;
GRANT SELECT, INSERT ON seal TO sealwright_sealer;
GRANT UPDATE (state, fence, lease_until, attempts, candidate_sha256, intent_digest, intent_at, key_id, sealed_sha256,
  cause_code, cause_detail, cause_since, next_attempt_at, done_at) ON seal TO sealwright_sealer;
GRANT SELECT, INSERT, UPDATE ON seal_key, service_health TO sealwright_sealer;
GRANT SELECT, INSERT ON outbox_job TO sealwright_sealer;
GRANT SELECT ON mail, audit_stream, audit_event, audit_personal TO sealwright_sealer;

-- ---- indexes Prisma cannot say: only what is still open ----

CREATE INDEX outbox_job_due ON outbox_job (available_at) WHERE done_at IS NULL AND parked_at IS NULL;
CREATE INDEX seal_open ON seal (created_at) WHERE state <> 'done';
CREATE INDEX envelope_expiring ON envelope (expires_at) WHERE status = 'sent';
