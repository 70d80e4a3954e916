-- The auditor's room: who may read the evidence and until when, legal holds, and what makes the search quick.

-- CreateTable
CREATE TABLE "auditor_grant" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "user_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "granted_by" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" TEXT,

    CONSTRAINT "auditor_grant_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "legal_hold" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "placed_by" TEXT NOT NULL,
    "placed_by_name" TEXT NOT NULL,
    "placed_at" TIMESTAMPTZ(3) NOT NULL,
    "lifted_by" TEXT,
    "lifted_by_name" TEXT,
    "lifted_at" TIMESTAMPTZ(3),
    "lift_reason" TEXT,

    CONSTRAINT "legal_hold_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "auditor_grant_organisation_id_starts_at_idx" ON "auditor_grant"("organisation_id", "starts_at");

-- CreateIndex
CREATE INDEX "legal_hold_envelope_id_idx" ON "legal_hold"("envelope_id");

-- CreateIndex
CREATE INDEX "legal_hold_organisation_id_placed_at_idx" ON "legal_hold"("organisation_id", "placed_at");

-- AddForeignKey
ALTER TABLE "legal_hold" ADD CONSTRAINT "legal_hold_envelope_id_fkey" FOREIGN KEY ("envelope_id") REFERENCES "envelope"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---- what the columns may hold ----

ALTER TABLE auditor_grant
  ADD CONSTRAINT organisation_exists FOREIGN KEY (organisation_id) REFERENCES organization (id),
  ADD CONSTRAINT reason_given CHECK (btrim(reason) <> ''),
  ADD CONSTRAINT time_boxed CHECK (expires_at > starts_at);
-- Two running grants of one person would leave open which of them an end ends.
CREATE UNIQUE INDEX auditor_grant_running ON auditor_grant (organisation_id, user_id) WHERE ended_at IS NULL;

ALTER TABLE legal_hold
  ADD CONSTRAINT reason_given CHECK (btrim(reason) <> ''),
  ADD CONSTRAINT lifted_whole CHECK (num_nonnulls(lifted_by, lifted_at, lift_reason) IN (0, 3));
CREATE INDEX legal_hold_running ON legal_hold (envelope_id) WHERE lifted_at IS NULL;

-- ---- row-level security, as for every other table of an organisation ----

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['auditor_grant', 'legal_hold'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_organisation ON %I TO sealwright_app, sealwright_sealer
      USING (organisation_id = (SELECT app_organisation()))
      WITH CHECK (organisation_id = (SELECT app_organisation()))', name);
    EXECUTE format('CREATE POLICY owner ON %I TO sealwright_migrator USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation()', name);
    EXECUTE format('CREATE POLICY auditor ON %I FOR SELECT TO sealwright_auditor USING (true)', name);
    EXECUTE format('GRANT SELECT ON %I TO sealwright_auditor, sealwright_app', name);
  END LOOP;
END $$;
GRANT INSERT, UPDATE (expires_at, ended_at, ended_by) ON auditor_grant TO sealwright_app;
GRANT INSERT, UPDATE (lifted_by, lifted_by_name, lifted_at, lift_reason) ON legal_hold TO sealwright_app;

-- ---- a grant ends once; a hold is lifted once; neither is forgotten or rewritten ----

CREATE FUNCTION guard_auditor_grant() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM refuse_frozen('an auditor''s access once given'); END IF;
  IF TG_OP = 'UPDATE' AND (OLD.ended_at IS NOT NULL OR (NEW.id, NEW.organisation_id, NEW.user_id, NEW.reason,
      NEW.granted_by, NEW.starts_at) IS DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.user_id, OLD.reason,
      OLD.granted_by, OLD.starts_at)) THEN
    PERFORM refuse_frozen('an auditor''s access once given');
  END IF;
  -- One day of grace for clocks; the product says 90 days.
  IF NEW.ended_at IS NULL AND NEW.expires_at > now() + interval '91 days' THEN
    PERFORM refuse_frozen('an auditor''s access lasts at most 90 days');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON auditor_grant
  FOR EACH ROW EXECUTE FUNCTION guard_auditor_grant();

CREATE FUNCTION guard_legal_hold() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM refuse_frozen('a legal hold'); END IF;
  -- An envelope of another organisation does not exist here (row-level security), so no hold can point to one.
  IF TG_OP = 'INSERT' THEN PERFORM envelope_status_of(NEW.envelope_id); END IF;
  IF TG_OP = 'INSERT' AND NEW.lifted_at IS NOT NULL OR TG_OP = 'UPDATE' AND (OLD.lifted_at IS NOT NULL
      OR NEW.lifted_at IS NULL OR (NEW.id, NEW.organisation_id, NEW.envelope_id, NEW.reason, NEW.placed_by,
      NEW.placed_by_name, NEW.placed_at) IS DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.envelope_id, OLD.reason,
      OLD.placed_by, OLD.placed_by_name, OLD.placed_at)) THEN
    PERFORM refuse_frozen('a legal hold');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON legal_hold
  FOR EACH ROW EXECUTE FUNCTION guard_legal_hold();

-- ---- asked with every request of an auditor, before a unit of work is open ----

CREATE FUNCTION auditor_access(p_user text, p_organisation uuid)
  RETURNS TABLE (expires_at timestamptz, ended_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT g.expires_at, g.ended_at FROM auditor_grant g
  WHERE g.organisation_id = p_organisation AND g.user_id = p_user
  ORDER BY g.ended_at IS NULL DESC, g.starts_at DESC LIMIT 1
$$;
REVOKE ALL ON FUNCTION auditor_access(text, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION auditor_access(text, uuid) TO sealwright_app;

-- ---- the search ----

CREATE INDEX envelope_sent_period ON envelope (organisation_id, sent_at DESC, id DESC) WHERE sent_at IS NOT NULL;
CREATE INDEX envelope_ended_period ON envelope (organisation_id, (COALESCE(completed_at, ended_at)) DESC, id DESC)
  WHERE COALESCE(completed_at, ended_at) IS NOT NULL;
CREATE INDEX document_original_hash ON document (original_sha256);
CREATE INDEX document_frozen_hash ON document (frozen_sha256);
CREATE INDEX document_sealed_hash ON document (sealed_sha256) WHERE sealed_sha256 IS NOT NULL;
CREATE INDEX envelope_certificate_hash ON envelope (certificate_sha256) WHERE certificate_sha256 IS NOT NULL;
CREATE INDEX seal_file_hash ON seal_file (sha256);
-- Whoever appears beside an event under exactly this address: also people who are no recipient of the envelope.
CREATE INDEX audit_personal_email ON audit_personal (organisation_id, lower(value::jsonb ->> 'email'))
  WHERE value::jsonb ? 'email';

-- Parts of words (prisma/provision.mjs adds pg_trgm where it may). Without it the search answers the same, by reading
-- every row.
DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN RETURN; END IF;
  CREATE INDEX recipient_name_words ON recipient USING gin (name gin_trgm_ops);
  CREATE INDEX recipient_email_words ON recipient USING gin (email gin_trgm_ops);
  CREATE INDEX envelope_title_words ON envelope USING gin (title gin_trgm_ops);
END $$;

-- As the owner, because row-level security lets no index answer ILIKE (the operator is not leakproof). The organisation is
-- that of the unit of work; without one nothing is found. p_like: a pattern, its own wildcards escaped.
CREATE FUNCTION audit_find_titled(p_like text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.id FROM envelope e WHERE e.organisation_id = app_organisation() AND e.title ILIKE p_like
$$;

CREATE FUNCTION audit_find_person(p_like text, p_email text) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT r.envelope_id FROM recipient r
    WHERE r.organisation_id = app_organisation() AND (r.name ILIKE p_like OR r.email ILIKE p_like)
  UNION
  SELECT e.id FROM envelope e
    WHERE e.organisation_id = app_organisation() AND (e.sender_name ILIKE p_like OR e.sender_email ILIKE p_like)
  UNION
  SELECT substr(a.stream, 10)::uuid FROM audit_personal p JOIN audit_event a ON a.id = p.event_id
    WHERE p.organisation_id = app_organisation() AND p.value::jsonb ? 'email'
      AND lower(p.value::jsonb ->> 'email') = p_email AND a.stream LIKE 'envelope:%'
$$;
REVOKE ALL ON FUNCTION audit_find_titled(text), audit_find_person(text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_find_titled(text), audit_find_person(text, text) TO sealwright_app;
