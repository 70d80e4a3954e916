-- The sender's time zone, whose clock an audit certificate shows beside UTC.

-- AlterTable
ALTER TABLE "envelope" ADD COLUMN     "time_zone" TEXT;

ALTER TABLE envelope ADD CONSTRAINT envelope_time_zone_length CHECK (length(time_zone) BETWEEN 1 AND 64);

-- Two certificates of one envelope must not show different clocks.
CREATE FUNCTION keep_time_zone() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM refuse_frozen('the time zone of an envelope that was sent');
  RETURN NEW;
END $$;
CREATE TRIGGER time_zone_frozen BEFORE UPDATE ON envelope FOR EACH ROW
  WHEN (OLD.status <> 'draft' AND NEW.time_zone IS DISTINCT FROM OLD.time_zone) EXECUTE FUNCTION keep_time_zone();
