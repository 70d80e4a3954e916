-- The few questions asked before an organisation is known. Each answers the least that is needed; the tables themselves
-- stay closed. All run as the owner with a fixed search path.

CREATE FUNCTION resolve_link(p_token_hash bytea)
  RETURNS TABLE (organisation_id uuid, link_id uuid, recipient_id uuid, envelope_id uuid, expires_at timestamptz,
    revoked_at timestamptz)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.organisation_id, l.id, l.recipient_id, r.envelope_id, l.expires_at, l.revoked_at
  FROM recipient_link l JOIN recipient r ON r.id = l.recipient_id
  WHERE l.token_hash = p_token_hash
$$;

CREATE FUNCTION resolve_signer_session(p_token_hash bytea)
  RETURNS TABLE (organisation_id uuid, session_id uuid, link_id uuid, recipient_id uuid, envelope_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.organisation_id, s.id, s.link_id, s.recipient_id, r.envelope_id
  FROM signer_session s JOIN recipient_link l ON l.id = s.link_id JOIN recipient r ON r.id = s.recipient_id
  WHERE s.token_hash = p_token_hash AND s.ended_at IS NULL AND s.expires_at > now() AND l.revoked_at IS NULL
$$;

CREATE FUNCTION resolve_api_key(p_secret_hash bytea)
  RETURNS TABLE (organisation_id uuid, api_key_id uuid, created_by text, scopes text[])
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT k.organisation_id, k.id, k.created_by, k.scopes
  FROM api_key k WHERE k.secret_hash = p_secret_hash AND k.revoked_at IS NULL
$$;

-- ---- what is due: oldest first, no upper age (promise 4) ----

CREATE FUNCTION due_outbox(p_kinds text[], p_limit integer)
  RETURNS TABLE (organisation_id uuid, job_id uuid, kind text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT o.organisation_id, o.id, o.kind FROM outbox_job o
  WHERE o.done_at IS NULL AND o.parked_at IS NULL AND o.available_at <= now()
    AND (o.lease_until IS NULL OR o.lease_until < now()) AND o.kind = ANY (p_kinds)
  ORDER BY o.available_at LIMIT p_limit
$$;

CREATE FUNCTION due_seals(p_limit integer) RETURNS TABLE (organisation_id uuid, seal_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT s.organisation_id, s.id FROM seal s
  WHERE s.state <> 'done' AND (s.state = 'due' AND (s.next_attempt_at IS NULL OR s.next_attempt_at <= now())
    OR s.state = 'waiting' AND s.next_attempt_at <= now()
    OR s.state = 'leased' AND s.lease_until < now())
  ORDER BY s.created_at LIMIT p_limit
$$;

CREATE FUNCTION due_expiries(p_limit integer) RETURNS TABLE (organisation_id uuid, envelope_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT e.organisation_id, e.id FROM envelope e
  WHERE e.status = 'sent' AND e.expires_at <= now() ORDER BY e.expires_at LIMIT p_limit
$$;

-- ---- the life of a job: claim, renew, settle. One statement each, fenced by the attempt's number ----

CREATE FUNCTION job_claim(p_job uuid, p_kinds text[], p_lease_ms integer)
  RETURNS TABLE (organisation_id uuid, kind text, payload jsonb, attempt integer)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.organisation', o.organisation_id::text, true) FROM outbox_job o WHERE o.id = p_job;
  IF NOT FOUND THEN RETURN; END IF;
  RETURN QUERY UPDATE outbox_job o
    SET lease_until = now() + make_interval(secs => p_lease_ms / 1000.0), attempts = o.attempts + 1
    WHERE o.id = p_job AND o.kind = ANY (p_kinds) AND o.done_at IS NULL AND o.parked_at IS NULL
      AND o.available_at <= now() AND (o.lease_until IS NULL OR o.lease_until < now())
    RETURNING o.organisation_id, o.kind, o.payload, o.attempts;
END $$;

-- False when the lease was lost to another worker.
CREATE FUNCTION job_renew(p_job uuid, p_attempt integer, p_lease_ms integer) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM set_config('app.organisation', o.organisation_id::text, true) FROM outbox_job o WHERE o.id = p_job;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE outbox_job SET lease_until = now() + make_interval(secs => p_lease_ms / 1000.0)
    WHERE id = p_job AND attempts = p_attempt AND done_at IS NULL AND parked_at IS NULL;
  RETURN FOUND;
END $$;

-- p_state: 'done', 'again' (after p_delay_ms), 'parked' (a person must look). False when the lease was lost.
CREATE FUNCTION job_settle(p_job uuid, p_attempt integer, p_state text, p_delay_ms double precision, p_code text,
    p_detail text) RETURNS boolean
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF p_state NOT IN ('done', 'again', 'parked') THEN RAISE EXCEPTION 'sealwright: unknown job state'; END IF;
  PERFORM set_config('app.organisation', o.organisation_id::text, true) FROM outbox_job o WHERE o.id = p_job;
  IF NOT FOUND THEN RETURN false; END IF;
  UPDATE outbox_job SET lease_until = NULL,
      done_at = CASE p_state WHEN 'done' THEN now() END,
      parked_at = CASE p_state WHEN 'parked' THEN now() END,
      available_at = CASE p_state WHEN 'again' THEN now() + make_interval(secs => p_delay_ms / 1000.0) ELSE available_at END,
      last_error_code = p_code, last_error = left(p_detail, 500)
    WHERE id = p_job AND attempts = p_attempt AND done_at IS NULL AND parked_at IS NULL;
  RETURN FOUND;
END $$;

REVOKE ALL ON FUNCTION resolve_link(bytea), resolve_signer_session(bytea), resolve_api_key(bytea),
  due_outbox(text[], integer), due_seals(integer), due_expiries(integer), job_claim(uuid, text[], integer),
  job_renew(uuid, integer, integer), job_settle(uuid, integer, text, double precision, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resolve_link(bytea), resolve_signer_session(bytea), resolve_api_key(bytea),
  due_expiries(integer) TO sealwright_app;
GRANT EXECUTE ON FUNCTION due_seals(integer) TO sealwright_sealer;
GRANT EXECUTE ON FUNCTION due_outbox(text[], integer), job_claim(uuid, text[], integer),
  job_renew(uuid, integer, integer), job_settle(uuid, integer, text, double precision, text, text)
  TO sealwright_app, sealwright_sealer;
