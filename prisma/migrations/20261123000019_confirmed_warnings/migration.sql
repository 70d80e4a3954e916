-- Who read what intake changed in an upload, and wants to send it like that. Null: nobody has, or there was nothing to read.

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "warnings_confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "warnings_confirmed_by" TEXT,
ADD COLUMN     "warnings_confirmed_name" TEXT;

ALTER TABLE document ADD CONSTRAINT warnings_confirmed_whole
  CHECK (num_nulls(warnings_confirmed_at, warnings_confirmed_by, warnings_confirmed_name) IN (0, 3));

GRANT INSERT (warnings_confirmed_at, warnings_confirmed_by, warnings_confirmed_name),
  UPDATE (warnings_confirmed_at, warnings_confirmed_by, warnings_confirmed_name) ON document TO sealwright_app;

-- Nobody can have read something after it went out, nor unread it. A template's document can be confirmed late: what is
-- made from it afterwards carries that.
CREATE FUNCTION keep_confirmed_warnings() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF OLD.warnings_confirmed_at IS NOT NULL THEN PERFORM refuse_frozen('who confirmed what was changed in a document'); END IF;
  IF OLD.envelope_id IS NOT NULL AND envelope_status_of(OLD.envelope_id) <> 'draft' THEN
    PERFORM refuse_frozen('what was confirmed of a document before its envelope was sent');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER confirmed_warnings_frozen BEFORE UPDATE ON document FOR EACH ROW
  WHEN ((NEW.warnings_confirmed_at, NEW.warnings_confirmed_by, NEW.warnings_confirmed_name)
    IS DISTINCT FROM (OLD.warnings_confirmed_at, OLD.warnings_confirmed_by, OLD.warnings_confirmed_name)
    AND NOT is_forgetting())
  EXECUTE FUNCTION keep_confirmed_warnings();
