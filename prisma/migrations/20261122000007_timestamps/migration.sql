-- AlterTable
ALTER TABLE "seal" ADD COLUMN     "contents_byte_length" INTEGER,
ADD COLUMN     "timestamps" TEXT,
ADD COLUMN     "wanted_level" TEXT;

-- CreateTable
CREATE TABLE "sealing_policy" (
    "organisation_id" UUID NOT NULL,
    "timestamps" TEXT NOT NULL,
    "level" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sealing_policy_pkey" PRIMARY KEY ("organisation_id")
);

-- CreateTable
CREATE TABLE "seal_file" (
    "seal_id" UUID NOT NULL,
    "sequence" INTEGER NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "sha256" BYTEA NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "level" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "authority" TEXT,
    "timestamped_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_file_pkey" PRIMARY KEY ("seal_id","sequence")
);

-- CreateTable
CREATE TABLE "seal_extension" (
    "seal_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "target_level" TEXT NOT NULL,
    "state" "seal_state" NOT NULL DEFAULT 'due',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "cause_code" TEXT,
    "cause_detail" TEXT,
    "cause_since" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),
    "renew_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "seal_extension_pkey" PRIMARY KEY ("seal_id")
);

-- CreateTable
CREATE TABLE "timestamp_authority" (
    "name" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "code" TEXT,
    "detail" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "checked_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "clock_skew_ms" INTEGER,
    "token_byte_length" INTEGER,
    "signer" TEXT,
    "signer_not_after" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3),

    CONSTRAINT "timestamp_authority_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "sealing_deployment" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "default_timestamps" TEXT NOT NULL,
    "default_level" TEXT NOT NULL,
    "revocation" BOOLEAN NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sealing_deployment_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "seal_file_envelope_id_idx" ON "seal_file"("envelope_id");

-- CreateIndex
CREATE INDEX "seal_extension_envelope_id_idx" ON "seal_extension"("envelope_id");

-- AddForeignKey
ALTER TABLE "seal_file" ADD CONSTRAINT "seal_file_seal_id_fkey" FOREIGN KEY ("seal_id") REFERENCES "seal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "seal_extension" ADD CONSTRAINT "seal_extension_seal_id_fkey" FOREIGN KEY ("seal_id") REFERENCES "seal"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---- what the columns may hold ----

ALTER TABLE sealing_policy
  ADD CONSTRAINT timestamps_known CHECK (timestamps IN ('none', 'preferred', 'required')),
  ADD CONSTRAINT level_known CHECK (level IN ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  -- Without timestamps there is nothing but B-B, with them never less than B-T.
  ADD CONSTRAINT level_fits CHECK ((timestamps = 'none') = (level = 'B-B')),
  ADD CONSTRAINT organisation_exists FOREIGN KEY (organisation_id) REFERENCES organization (id);
ALTER TABLE seal_file
  ADD CONSTRAINT level_known CHECK (level IN ('B-B', 'B-T', 'B-LT', 'B-LTA')),
  ADD CONSTRAINT reason_known CHECK (reason IN ('sealed', 'upgraded', 'renewed')),
  ADD CONSTRAINT first_is_the_seal CHECK ((sequence = 1) = (reason = 'sealed'));
ALTER TABLE seal_extension
  ADD CONSTRAINT level_known CHECK (target_level IN ('B-T', 'B-LT', 'B-LTA'));
ALTER TABLE sealing_deployment ADD CONSTRAINT one_row CHECK (id = 1);

-- ---- files sealed before there were timestamps ----

INSERT INTO seal_file (seal_id, sequence, organisation_id, envelope_id, sha256, byte_size, level, reason, created_at)
SELECT s.id, 1, s.organisation_id, s.envelope_id, s.sealed_sha256, b.byte_size, 'B-B', 'sealed', s.done_at
FROM seal s JOIN blob b ON b.organisation_id = s.organisation_id AND b.sha256 = s.sealed_sha256
WHERE s.state = 'done';

-- ---- row-level security, as for every other table of an organisation ----

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['sealing_policy', 'seal_file', 'seal_extension'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_organisation ON %I TO sealwright_app, sealwright_sealer
      USING (organisation_id = (SELECT app_organisation()))
      WITH CHECK (organisation_id = (SELECT app_organisation()))', name);
    EXECUTE format('CREATE POLICY owner ON %I TO sealwright_migrator USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation()', name);
    EXECUTE format('CREATE POLICY auditor ON %I FOR SELECT TO sealwright_auditor USING (true)', name);
    EXECUTE format('GRANT SELECT ON %I TO sealwright_auditor, sealwright_app, sealwright_sealer', name);
  END LOOP;
END $$;

-- The app declares the policy; what becomes of it only the process that holds the key says.
GRANT INSERT, UPDATE (timestamps, level, updated_at) ON sealing_policy TO sealwright_app;
GRANT INSERT ON seal_file TO sealwright_sealer;
GRANT INSERT, UPDATE (target_level, state, fence, lease_until, attempts, cause_code, cause_detail, cause_since,
  next_attempt_at, done_at, renew_at) ON seal_extension TO sealwright_sealer;
GRANT UPDATE (timestamps, wanted_level, contents_byte_length) ON seal TO sealwright_sealer;
GRANT SELECT ON timestamp_authority, sealing_deployment TO sealwright_app, sealwright_auditor;
GRANT SELECT, INSERT, UPDATE, DELETE ON timestamp_authority TO sealwright_sealer;
GRANT SELECT, INSERT, UPDATE ON sealing_deployment TO sealwright_sealer;

-- ---- sealed files only grow (promise 2), and none is forgotten ----

CREATE FUNCTION guard_seal_file() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  its_seal seal;
  newest seal_file;
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse_frozen('a sealed file'); END IF;
  SELECT * INTO its_seal FROM seal WHERE id = NEW.seal_id;
  IF NOT FOUND OR its_seal.envelope_id <> NEW.envelope_id THEN
    RAISE EXCEPTION 'sealwright: a sealed file for a seal of another envelope' USING ERRCODE = 'SW003';
  END IF;
  SELECT * INTO newest FROM seal_file WHERE seal_id = NEW.seal_id ORDER BY sequence DESC LIMIT 1;
  IF its_seal.state <> 'done'
    OR newest.sequence IS NULL AND (NEW.sequence <> 1 OR NEW.sha256 <> its_seal.sealed_sha256)
    OR newest.sequence IS NOT NULL AND (NEW.sequence <> newest.sequence + 1 OR NEW.byte_size <= newest.byte_size) THEN
    PERFORM refuse_frozen('a sealed file only grows, one step at a time');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON seal_file FOR EACH ROW EXECUTE FUNCTION guard_seal_file();

CREATE FUNCTION guard_seal_extension() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM refuse_frozen('what is owed to a sealed file'); END IF;
  IF TG_OP = 'INSERT' AND NOT EXISTS (SELECT FROM seal
      WHERE id = NEW.seal_id AND envelope_id = NEW.envelope_id AND state = 'done') THEN
    PERFORM refuse_frozen('only a finished seal can be extended');
  END IF;
  IF TG_OP = 'UPDATE' AND (NEW.fence < OLD.fence OR (NEW.seal_id, NEW.organisation_id, NEW.envelope_id)
      IS DISTINCT FROM (OLD.seal_id, OLD.organisation_id, OLD.envelope_id)) THEN
    PERFORM refuse_frozen('which seal is extended');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON seal_extension
  FOR EACH ROW EXECUTE FUNCTION guard_seal_extension();

-- A seal still begins empty, the new columns included.
CREATE FUNCTION guard_seal_begins_empty() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF num_nonnulls(NEW.timestamps, NEW.wanted_level, NEW.contents_byte_length) > 0 THEN
    PERFORM refuse_frozen('a seal begins due');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER begins_empty BEFORE INSERT ON seal FOR EACH ROW EXECUTE FUNCTION guard_seal_begins_empty();

-- ---- what is due: oldest first, no upper age (promise 4) ----

CREATE FUNCTION due_seal_extensions(p_limit integer) RETURNS TABLE (organisation_id uuid, seal_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT x.organisation_id, x.seal_id FROM seal_extension x
  WHERE x.state = 'due' OR x.state = 'waiting' AND x.next_attempt_at <= now()
    OR x.state = 'leased' AND x.lease_until < now() OR x.state = 'done' AND x.renew_at <= now()
  ORDER BY x.created_at LIMIT p_limit
$$;
REVOKE ALL ON FUNCTION due_seal_extensions(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_seal_extensions(integer) TO sealwright_sealer;

CREATE INDEX seal_extension_open ON seal_extension (created_at) WHERE state <> 'done';
CREATE INDEX seal_extension_renewal ON seal_extension (renew_at) WHERE state = 'done';
CREATE INDEX seal_extension_failed ON seal_extension (organisation_id, envelope_id) WHERE state = 'failed';
