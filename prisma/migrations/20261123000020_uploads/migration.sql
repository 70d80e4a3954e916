-- Files on their way in: what arrived of each, until it is a document, refused, cancelled or too old.

-- CreateTable
CREATE TABLE "upload" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "uploaded_by" TEXT NOT NULL,
    "file_name" TEXT NOT NULL,
    "byte_size" BIGINT NOT NULL,
    "received_bytes" BIGINT NOT NULL DEFAULT 0,
    "segments" JSONB NOT NULL DEFAULT '[]',
    "wrapped_key" BYTEA NOT NULL,
    "wrapping_key_id" TEXT NOT NULL,
    "document_id" UUID,
    "refusal_code" TEXT,
    "refusal_detail" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "upload_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "upload_organisation_id_uploaded_by_idx" ON "upload"("organisation_id", "uploaded_by");

-- ---- what the columns may hold ----

ALTER TABLE upload
  ADD CONSTRAINT organisation_exists FOREIGN KEY (organisation_id) REFERENCES organization (id),
  ADD CONSTRAINT within_its_size CHECK (received_bytes BETWEEN 0 AND byte_size),
  ADD CONSTRAINT one_end CHECK (document_id IS NULL OR refusal_code IS NULL),
  ADD CONSTRAINT refused_in_words CHECK (num_nonnulls(refusal_code, refusal_detail) IN (0, 2));
CREATE INDEX upload_expiring ON upload (expires_at);

-- ---- who may do what: only the api and the worker, only in the organisation ----

ALTER TABLE upload ENABLE ROW LEVEL SECURITY;
ALTER TABLE upload FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON upload TO sealwright_app
  USING (organisation_id = (SELECT app_organisation())) WITH CHECK (organisation_id = (SELECT app_organisation()));
CREATE POLICY owner ON upload TO sealwright_migrator USING (true) WITH CHECK (true);
CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON upload
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation();
GRANT SELECT, INSERT, DELETE, UPDATE (received_bytes, segments, document_id, refusal_code, refusal_detail) ON upload
  TO sealwright_app;

-- Over all organisations, for the sweep: whose time is over.
CREATE FUNCTION due_uploads(p_limit integer) RETURNS TABLE (organisation_id uuid, upload_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT u.organisation_id, u.id FROM upload u WHERE u.expires_at <= now() ORDER BY u.expires_at LIMIT p_limit
$$;
REVOKE ALL ON FUNCTION due_uploads(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION due_uploads(integer) TO sealwright_app;
