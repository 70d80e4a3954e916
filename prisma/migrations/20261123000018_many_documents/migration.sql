-- An envelope holds several documents: a signature is about each of them, each gets a seal of its own, and the envelope
-- is completed when the last one is sealed.

-- CreateTable
CREATE TABLE "signed_document" (
    "recipient_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "envelope_id" UUID NOT NULL,
    "sha256" BYTEA NOT NULL,

    CONSTRAINT "signed_document_pkey" PRIMARY KEY ("recipient_id","document_id")
);

-- CreateIndex
CREATE INDEX "signed_document_envelope_id_idx" ON "signed_document"("envelope_id");

-- CreateIndex
CREATE INDEX "signed_document_document_id_idx" ON "signed_document"("document_id");

-- AddForeignKey
ALTER TABLE "signed_document" ADD CONSTRAINT "signed_document_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "signature"("recipient_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "signed_document" ADD CONSTRAINT "signed_document_document_id_fkey" FOREIGN KEY ("document_id") REFERENCES "document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was signed so far, one document each; before anything guards the new table.
INSERT INTO signed_document (recipient_id, document_id, organisation_id, envelope_id, sha256)
  SELECT s.recipient_id, d.id, s.organisation_id, s.envelope_id, s.document_sha256
  FROM signature s JOIN document d ON d.envelope_id = s.envelope_id;

-- AlterTable
ALTER TABLE "signature" DROP COLUMN "document_sha256";

-- ---- who may do what ----

ALTER TABLE signed_document ENABLE ROW LEVEL SECURITY;
ALTER TABLE signed_document FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON signed_document TO sealwright_app, sealwright_sealer
  USING (organisation_id = (SELECT app_organisation())) WITH CHECK (organisation_id = (SELECT app_organisation()));
CREATE POLICY owner ON signed_document TO sealwright_migrator USING (true) WITH CHECK (true);
CREATE POLICY auditor ON signed_document FOR SELECT TO sealwright_auditor USING (true);
CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON signed_document
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation();
-- Written once with the act and never changed.
GRANT SELECT, INSERT ON signed_document TO sealwright_app;
GRANT SELECT ON signed_document TO sealwright_sealer, sealwright_auditor;

-- ---- a signature is about every document, and about its frozen bytes ----

CREATE FUNCTION guard_signed_document() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse_frozen('what a signature is about'); END IF;
  IF envelope_status_of(NEW.envelope_id) <> 'sent' THEN
    PERFORM refuse_frozen('signatures are given while the envelope is out for signature');
  END IF;
  IF NOT EXISTS (SELECT FROM signature WHERE recipient_id = NEW.recipient_id AND envelope_id = NEW.envelope_id) THEN
    RAISE EXCEPTION 'sealwright: a signed document without its signature' USING ERRCODE = 'SW003';
  END IF;
  IF NOT EXISTS (SELECT FROM document WHERE id = NEW.document_id AND envelope_id = NEW.envelope_id
      AND frozen_sha256 = NEW.sha256) THEN
    RAISE EXCEPTION 'sealwright: a signature on other bytes than those of the envelope' USING ERRCODE = 'SW003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON signed_document
  FOR EACH ROW EXECUTE FUNCTION guard_signed_document();

-- At the end of the unit of work, because the signature is there before what it is about.
CREATE FUNCTION guard_whole_signature() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM document d WHERE d.envelope_id = NEW.envelope_id AND NOT EXISTS (
      SELECT FROM signed_document s WHERE s.recipient_id = NEW.recipient_id AND s.document_id = d.id)) THEN
    PERFORM refuse_frozen('a signature is about every document of its envelope');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER whole AFTER INSERT ON signature DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW EXECUTE FUNCTION guard_whole_signature();

-- ---- one seal for each document, from the last act on ----

-- An envelope in sealing with a document nobody was asked to seal would wait for ever and say nothing.
CREATE FUNCTION guard_sealing_begins() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF EXISTS (SELECT FROM document d WHERE d.envelope_id = NEW.id AND NOT EXISTS (
      SELECT FROM seal s WHERE s.document_id = d.id AND s.kind = 'document')) THEN
    PERFORM refuse_frozen('sealing begins with a seal for every document');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER seals_for_all AFTER UPDATE ON envelope DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (OLD.status = 'sent' AND NEW.status = 'sealing') EXECUTE FUNCTION guard_sealing_begins();

-- The sealed file of a document is the one its own seal ended with: not that of the document beside it.
CREATE FUNCTION guard_sealed_file() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM seal s WHERE s.document_id = NEW.id AND s.kind = 'document' AND s.state = 'done'
      AND s.sealed_sha256 = NEW.sealed_sha256) THEN
    PERFORM refuse_frozen('a sealed file that is not the result of the document''s own seal');
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER own_seal AFTER UPDATE ON document DEFERRABLE INITIALLY DEFERRED
  FOR EACH ROW WHEN (NEW.sealed_sha256 IS NOT NULL AND NEW.sealed_sha256 IS DISTINCT FROM OLD.sealed_sha256)
  EXECUTE FUNCTION guard_sealed_file();

-- ---- what is due ----

-- Nothing is added to a sealed file while others of its envelope wait for their seal: completion names the files as they
-- left the token, and whatever grows later grows behind that event.
CREATE OR REPLACE FUNCTION due_seal_extensions(p_limit integer) RETURNS TABLE (organisation_id uuid, seal_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT x.organisation_id, x.seal_id FROM seal_extension x JOIN envelope e ON e.id = x.envelope_id
  WHERE e.status <> 'sealing' AND (x.state = 'due' OR x.state = 'waiting' AND x.next_attempt_at <= now()
    OR x.state = 'leased' AND x.lease_until < now() OR x.state = 'done' AND x.renew_at <= now())
  ORDER BY x.created_at LIMIT p_limit
$$;
