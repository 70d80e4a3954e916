-- What was sent is frozen, what was signed is for ever. The application has the same rules; these hold when it errs.
-- They run as the caller, under row-level security: an envelope of another organisation does not exist here, so no child
-- row can point to one.
--
-- Order inside one unit of work: children before the envelope's status. Values and the signature are written while the
-- recipient is not yet completed and the envelope still 'sent'.

-- The status of an envelope, held until the transaction ends: it cannot be sent while its children are being changed.
CREATE FUNCTION envelope_status_of(p_envelope uuid) RETURNS envelope_status
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  found_status envelope_status;
BEGIN
  SELECT status INTO found_status FROM envelope WHERE id = p_envelope FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'sealwright: no such envelope in this organisation' USING ERRCODE = 'SW003';
  END IF;
  RETURN found_status;
END $$;

CREATE FUNCTION refuse_frozen(p_what text) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'sealwright: frozen: %', p_what USING ERRCODE = 'SW005';
END $$;

-- ---- envelope ----

CREATE FUNCTION guard_envelope() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW.status <> 'draft' OR NEW.completed_at IS NOT NULL OR NEW.certificate_sha256 IS NOT NULL THEN
      PERFORM refuse_frozen('an envelope begins as a draft');
    END IF;
    RETURN NEW;
  ELSIF TG_OP = 'DELETE' THEN
    IF OLD.status <> 'draft' THEN PERFORM refuse_frozen('only a draft can be deleted'); END IF;
    RETURN OLD;
  END IF;
  IF NEW.status <> OLD.status AND (OLD.status, NEW.status) NOT IN (('draft', 'sent'), ('sent', 'sealing'),
      ('sent', 'declined'), ('sent', 'voided'), ('sent', 'expired'), ('sealing', 'completed')) THEN
    PERFORM refuse_frozen(format('an envelope does not go from %s to %s', OLD.status, NEW.status));
  END IF;
  IF (NEW.id, NEW.organisation_id, NEW.created_by, NEW.sender_name, NEW.sender_email, NEW.created_at)
      IS DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.created_by, OLD.sender_name, OLD.sender_email, OLD.created_at)
    OR OLD.status <> 'draft' AND (NEW.title, NEW.message, NEW.expires_in_days, NEW.template_id, NEW.sent_at)
      IS DISTINCT FROM (OLD.title, OLD.message, OLD.expires_in_days, OLD.template_id, OLD.sent_at)
    OR OLD.status NOT IN ('draft', 'sent') AND (NEW.expires_at, NEW.sealing_at)
      IS DISTINCT FROM (OLD.expires_at, OLD.sealing_at)
    OR OLD.status NOT IN ('draft', 'sent', 'sealing') AND (NEW.ended_at, NEW.end_reason, NEW.completed_at)
      IS DISTINCT FROM (OLD.ended_at, OLD.end_reason, OLD.completed_at)
    OR OLD.certificate_sha256 IS NOT NULL AND NEW.certificate_sha256 IS DISTINCT FROM OLD.certificate_sha256 THEN
    PERFORM refuse_frozen('this part of the envelope');
  END IF;
  -- Only the process that holds the key says what sealing resulted in.
  IF (NEW.status = 'completed', NEW.completed_at, NEW.certificate_sha256)
      IS DISTINCT FROM (OLD.status = 'completed', OLD.completed_at, OLD.certificate_sha256)
    AND NOT pg_has_role(current_user, 'sealwright_sealer', 'MEMBER') THEN
    PERFORM refuse_frozen('the result of sealing');
  END IF;
  -- Never "completed" without the sealed file of every document.
  IF NEW.status = 'completed' AND OLD.status <> 'completed' AND EXISTS (
      SELECT FROM document WHERE envelope_id = NEW.id AND sealed_sha256 IS NULL) THEN
    PERFORM refuse_frozen('an envelope is completed when every document is sealed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON envelope FOR EACH ROW EXECUTE FUNCTION guard_envelope();

-- ---- document ----

CREATE FUNCTION guard_document() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (NEW.id, NEW.organisation_id, NEW.original_sha256, NEW.frozen_sha256, NEW.byte_size, NEW.pages, NEW.report,
        NEW.uploaded_by, NEW.created_at) IS DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.original_sha256,
        OLD.frozen_sha256, OLD.byte_size, OLD.pages, OLD.report, OLD.uploaded_by, OLD.created_at) THEN
      PERFORM refuse_frozen('what was uploaded');
    END IF;
    IF NEW.sealed_sha256 IS DISTINCT FROM OLD.sealed_sha256 THEN
      IF OLD.sealed_sha256 IS NOT NULL THEN PERFORM refuse_frozen('the sealed file of a document'); END IF;
      IF NEW.envelope_id IS NULL OR envelope_status_of(NEW.envelope_id) <> 'sealing' THEN
        PERFORM refuse_frozen('a document is sealed while its envelope is sealing');
      END IF;
    END IF;
    IF (NEW.envelope_id, NEW.template_id, NEW.position, NEW.name)
        IS NOT DISTINCT FROM (OLD.envelope_id, OLD.template_id, OLD.position, OLD.name) THEN
      RETURN NEW;
    END IF;
  END IF;
  IF TG_OP <> 'INSERT' THEN
    IF OLD.envelope_id IS NOT NULL AND envelope_status_of(OLD.envelope_id) <> 'draft' THEN
      PERFORM refuse_frozen('a document of an envelope that was sent');
    END IF;
    IF OLD.template_id IS NOT NULL THEN PERFORM refuse_frozen('a document of a template'); END IF;
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NEW.envelope_id IS NOT NULL AND envelope_status_of(NEW.envelope_id) <> 'draft' THEN
    PERFORM refuse_frozen('the documents of an envelope that was sent');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON document FOR EACH ROW EXECUTE FUNCTION guard_document();

-- ---- recipient and field ----

CREATE FUNCTION guard_recipient() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF (OLD.completed_at IS NOT NULL OR OLD.declined_at IS NOT NULL) AND (NEW.status, NEW.opened_at, NEW.consented_at,
        NEW.consent_version, NEW.consent_sha256, NEW.completed_at, NEW.declined_at, NEW.decline_reason)
        IS DISTINCT FROM (OLD.status, OLD.opened_at, OLD.consented_at, OLD.consent_version, OLD.consent_sha256,
        OLD.completed_at, OLD.declined_at, OLD.decline_reason) THEN
      PERFORM refuse_frozen('the act of a recipient');
    END IF;
    IF (NEW.id, NEW.organisation_id, NEW.envelope_id, NEW.key, NEW.position, NEW.name, NEW.email, NEW.role,
        NEW.routing_order) IS NOT DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.envelope_id, OLD.key, OLD.position,
        OLD.name, OLD.email, OLD.role, OLD.routing_order) THEN
      RETURN NEW;
    END IF;
    IF NEW.id <> OLD.id OR NEW.organisation_id <> OLD.organisation_id OR NEW.envelope_id <> OLD.envelope_id THEN
      PERFORM refuse_frozen('where a recipient belongs');
    END IF;
  END IF;
  IF envelope_status_of(CASE TG_OP WHEN 'DELETE' THEN OLD.envelope_id ELSE NEW.envelope_id END) <> 'draft' THEN
    PERFORM refuse_frozen('the recipients of an envelope that was sent');
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON recipient FOR EACH ROW EXECUTE FUNCTION guard_recipient();

CREATE FUNCTION guard_field() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND (NEW.id <> OLD.id OR NEW.organisation_id <> OLD.organisation_id
      OR NEW.envelope_id <> OLD.envelope_id) THEN
    PERFORM refuse_frozen('where a field belongs');
  END IF;
  IF envelope_status_of(CASE TG_OP WHEN 'DELETE' THEN OLD.envelope_id ELSE NEW.envelope_id END) <> 'draft' THEN
    PERFORM refuse_frozen('the fields of an envelope that was sent');
  END IF;
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  IF NOT EXISTS (SELECT FROM recipient WHERE id = NEW.recipient_id AND envelope_id = NEW.envelope_id)
    OR NOT EXISTS (SELECT FROM document WHERE id = NEW.document_id AND envelope_id = NEW.envelope_id) THEN
    RAISE EXCEPTION 'sealwright: a field names a recipient or document of another envelope' USING ERRCODE = 'SW003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON field FOR EACH ROW EXECUTE FUNCTION guard_field();

-- ---- what a recipient does ----

CREATE FUNCTION guard_field_value() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  subject field_value;
BEGIN
  IF TG_OP = 'DELETE' THEN subject := OLD; ELSE subject := NEW; END IF;
  IF TG_OP = 'UPDATE' AND (NEW.field_id, NEW.envelope_id, NEW.recipient_id, NEW.organisation_id)
      IS DISTINCT FROM (OLD.field_id, OLD.envelope_id, OLD.recipient_id, OLD.organisation_id) THEN
    PERFORM refuse_frozen('whose value this is');
  END IF;
  IF envelope_status_of(subject.envelope_id) <> 'sent' THEN
    PERFORM refuse_frozen('values are entered while the envelope is out for signature');
  END IF;
  IF NOT EXISTS (SELECT FROM field WHERE id = subject.field_id AND envelope_id = subject.envelope_id
      AND recipient_id = subject.recipient_id) THEN
    RAISE EXCEPTION 'sealwright: a value for a field of somebody else' USING ERRCODE = 'SW003';
  END IF;
  IF EXISTS (SELECT FROM recipient WHERE id = subject.recipient_id
      AND (completed_at IS NOT NULL OR declined_at IS NOT NULL)) THEN
    PERFORM refuse_frozen('the values of a recipient who has finished');
  END IF;
  RETURN subject;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON field_value
  FOR EACH ROW EXECUTE FUNCTION guard_field_value();

CREATE FUNCTION guard_signature() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM refuse_frozen('a signature'); END IF;
  IF envelope_status_of(NEW.envelope_id) <> 'sent' THEN
    PERFORM refuse_frozen('signatures are given while the envelope is out for signature');
  END IF;
  IF NOT EXISTS (SELECT FROM recipient WHERE id = NEW.recipient_id AND envelope_id = NEW.envelope_id) THEN
    RAISE EXCEPTION 'sealwright: a signature by a recipient of another envelope' USING ERRCODE = 'SW003';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON signature FOR EACH ROW EXECUTE FUNCTION guard_signature();

-- ---- seal (promise 5) ----

CREATE FUNCTION guard_seal() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  envelope_state envelope_status;
BEGIN
  IF TG_OP = 'DELETE' THEN PERFORM refuse_frozen('a seal'); END IF;
  envelope_state := envelope_status_of(NEW.envelope_id);
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'due' OR NEW.fence <> 0 OR NEW.attempts <> 0 OR num_nonnulls(NEW.lease_until, NEW.candidate_sha256,
        NEW.intent_digest, NEW.intent_at, NEW.key_id, NEW.sealed_sha256, NEW.done_at) > 0
      OR NOT (NEW.kind = 'document' AND envelope_state IN ('sent', 'sealing')
        OR NEW.kind = 'certificate' AND envelope_state IN ('completed', 'declined', 'voided', 'expired')) THEN
      PERFORM refuse_frozen('a seal begins due');
    END IF;
    IF NOT EXISTS (SELECT FROM document WHERE id = NEW.document_id AND envelope_id = NEW.envelope_id) THEN
      RAISE EXCEPTION 'sealwright: a seal for a document of another envelope' USING ERRCODE = 'SW003';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state = 'done' OR NEW.fence < OLD.fence OR (NEW.id, NEW.organisation_id, NEW.envelope_id, NEW.document_id,
      NEW.kind, NEW.revision) IS DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.envelope_id, OLD.document_id, OLD.kind,
      OLD.revision) THEN
    PERFORM refuse_frozen('a finished seal, or what a seal is for');
  END IF;
  -- Nothing but an envelope in SEALING can be signed; its certificate may follow once it has ended. The last step of a
  -- seal may stand behind the completion it is part of.
  IF NOT (NEW.kind = 'document' AND (envelope_state = 'sealing'
        OR envelope_state = 'completed' AND OLD.state = 'leased' AND NEW.state = 'done')
      OR NEW.kind = 'certificate' AND envelope_state IN ('completed', 'declined', 'voided', 'expired')) THEN
    PERFORM refuse_frozen('only an envelope in sealing can be sealed');
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON seal FOR EACH ROW EXECUTE FUNCTION guard_seal();

-- ---- rows that name a parent: it must be one of this organisation (foreign keys look past row-level security) ----

CREATE FUNCTION guard_parent() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  parent uuid := (to_jsonb(NEW) ->> TG_ARGV[1])::uuid;
  known boolean;
BEGIN
  IF parent IS NULL THEN RETURN NEW; END IF;
  EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE id = $1)', TG_ARGV[0]) INTO known USING parent;
  IF NOT known THEN
    RAISE EXCEPTION 'sealwright: % names a % of another organisation', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'SW003';
  END IF;
  RETURN NEW;
END $$;

CREATE TRIGGER parent_recipient BEFORE INSERT ON recipient_link
  FOR EACH ROW EXECUTE FUNCTION guard_parent('recipient', 'recipient_id');
CREATE TRIGGER parent_link BEFORE INSERT ON signer_session
  FOR EACH ROW EXECUTE FUNCTION guard_parent('recipient_link', 'link_id');
CREATE TRIGGER parent_recipient BEFORE INSERT ON signer_session
  FOR EACH ROW EXECUTE FUNCTION guard_parent('recipient', 'recipient_id');
CREATE TRIGGER parent_envelope BEFORE INSERT ON mail
  FOR EACH ROW EXECUTE FUNCTION guard_parent('envelope', 'envelope_id');
CREATE TRIGGER parent_template BEFORE INSERT OR UPDATE OF template_id ON document
  FOR EACH ROW EXECUTE FUNCTION guard_parent('template', 'template_id');
CREATE TRIGGER parent_template BEFORE INSERT ON template_role
  FOR EACH ROW EXECUTE FUNCTION guard_parent('template', 'template_id');
CREATE TRIGGER parent_template BEFORE INSERT ON template_field
  FOR EACH ROW EXECUTE FUNCTION guard_parent('template', 'template_id');
CREATE TRIGGER parent_template BEFORE INSERT ON bulk
  FOR EACH ROW EXECUTE FUNCTION guard_parent('template', 'template_id');
CREATE TRIGGER parent_bulk BEFORE INSERT ON bulk_row
  FOR EACH ROW EXECUTE FUNCTION guard_parent('bulk', 'bulk_id');
