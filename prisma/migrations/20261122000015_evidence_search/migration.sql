-- The auditor's search, answered early: both functions stop at p_most. Whoever asks takes more than that as "too many to
-- list" and walks the envelopes in their order instead. An id may come twice.

DROP FUNCTION audit_find_titled(text);
DROP FUNCTION audit_find_person(text, text);

DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm') THEN RETURN; END IF;
  CREATE INDEX envelope_sender_words ON envelope USING gin (sender_name gin_trgm_ops, sender_email gin_trgm_ops);
END $$;

CREATE FUNCTION audit_find_titled(p_like text, p_most integer) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.id FROM envelope e WHERE e.organisation_id = app_organisation() AND e.title ILIKE p_like LIMIT p_most
$$;

CREATE FUNCTION audit_find_person(p_like text, p_email text, p_most integer) RETURNS SETOF uuid
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  (SELECT r.envelope_id FROM recipient r
    WHERE r.organisation_id = app_organisation() AND (r.name ILIKE p_like OR r.email ILIKE p_like) LIMIT p_most)
  UNION ALL
  (SELECT e.id FROM envelope e
    WHERE e.organisation_id = app_organisation() AND (e.sender_name ILIKE p_like OR e.sender_email ILIKE p_like)
    LIMIT p_most)
  UNION ALL
  (SELECT substr(a.stream, 10)::uuid FROM audit_personal p JOIN audit_event a ON a.id = p.event_id
    WHERE p.organisation_id = app_organisation() AND p.value::jsonb ? 'email'
      AND lower(p.value::jsonb ->> 'email') = p_email AND a.stream LIKE 'envelope:%' LIMIT p_most)
$$;
REVOKE ALL ON FUNCTION audit_find_titled(text, integer), audit_find_person(text, text, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION audit_find_titled(text, integer), audit_find_person(text, text, integer) TO sealwright_app;
