-- Whether a document with its fields could be filled in and sealed: tried once for each file and its fields.

-- CreateTable
CREATE TABLE "rehearsal" (
    "organisation_id" UUID NOT NULL,
    "subject_sha256" BYTEA NOT NULL,
    "failed_page_number" INTEGER,
    "failure" TEXT,
    "rehearsed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "rehearsal_pkey" PRIMARY KEY ("organisation_id", "subject_sha256")
);

-- ---- what the columns may hold ----

ALTER TABLE rehearsal
  ADD CONSTRAINT organisation_exists FOREIGN KEY (organisation_id) REFERENCES organization (id),
  ADD CONSTRAINT subject_is_sha256 CHECK (octet_length(subject_sha256) = 32),
  ADD CONSTRAINT page_of_a_failure CHECK (failed_page_number IS NULL OR (failure IS NOT NULL AND failed_page_number > 0));

-- ---- who may do what: the api alone, only in the organisation, and what was found stays ----

ALTER TABLE rehearsal ENABLE ROW LEVEL SECURITY;
ALTER TABLE rehearsal FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON rehearsal TO sealwright_app
  USING (organisation_id = (SELECT app_organisation())) WITH CHECK (organisation_id = (SELECT app_organisation()));
CREATE POLICY owner ON rehearsal TO sealwright_migrator USING (true) WITH CHECK (true);
CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON rehearsal
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation();
GRANT SELECT, INSERT ON rehearsal TO sealwright_app;
