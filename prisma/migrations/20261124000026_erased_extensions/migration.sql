-- An extension that was still owed when its file was erased was done at no time, and no page of its envelope could be read.
CREATE OR REPLACE FUNCTION erase_files(p_envelope uuid, p_at timestamptz) RETURNS bytea[]
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
  UPDATE seal_extension SET state = 'done', done_at = coalesce(done_at, p_at), renew_at = NULL, next_attempt_at = NULL,
      lease_until = NULL, fence = fence + 1
    WHERE envelope_id = p_envelope;
  RETURN gone;
END $$;
