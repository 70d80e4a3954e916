-- Names of people that stand where nobody looked for them before: names of uploads, what intake quotes from a file, who
-- confirmed a warning, roles and choice groups of templates, their documents, headings and senders of lists.

CREATE OR REPLACE FUNCTION erase_texts(p_envelope uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE envelope SET title = '(erased)', message = '',
    end_reason = CASE WHEN end_reason IS NOT NULL THEN '(erased)' END WHERE id = p_envelope;
  -- Notes quote the text of placeholder tags.
  UPDATE document SET name = '(erased).pdf', found_fields = '[]',
    report = CASE WHEN report ? 'notes' THEN jsonb_set(report, '{notes}', '[]') ELSE report END WHERE envelope_id = p_envelope;
  UPDATE upload SET file_name = '(erased).pdf'
    WHERE document_id IN (SELECT d.id FROM document d WHERE d.envelope_id = p_envelope);
  UPDATE field SET label = '', name = '', options = '[]', choice_group = NULL WHERE envelope_id = p_envelope;
END $$;

CREATE OR REPLACE FUNCTION erase_personal_values(p_envelope uuid, p_scope text, p_subjects text[], p_texts boolean) RETURNS bigint
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  documents text[];
  gone bigint;
BEGIN
  SELECT coalesce(array_agg('document:' || id), '{}') INTO documents FROM document WHERE envelope_id = p_envelope;
  DELETE FROM audit_personal p USING audit_event e
    WHERE e.id = p.event_id AND p.organisation_id = app_organisation()
      AND (e.stream = 'envelope:' || p_envelope AND (p_scope = 'personal'
          OR p_scope = 'documents' AND e.type = 'recipient.filled'
          OR p.subject = ANY (p_subjects) OR 'event:' || p.event_id = ANY (p_subjects)
          OR p_texts AND (p.subject LIKE 'envelope:%' OR p.subject = ANY (documents) OR e.type = 'envelope.voided'))
        OR (p_texts OR p_scope = 'personal') AND p.subject = ANY (documents));
  GET DIAGNOSTICS gone = ROW_COUNT;
  UPDATE document SET warnings_confirmed_name = '(erased)' WHERE envelope_id = p_envelope
    AND warnings_confirmed_name IS NOT NULL
    AND (p_scope = 'personal' OR 'user:' || warnings_confirmed_by = ANY (p_subjects));
  RETURN gone;
END $$;

-- A list's headings are made of roles and labels, and its rows are kept under them: both become numbers. What was wrong with a
-- row names them as well.
CREATE FUNCTION erase_list_headings(p_subjects text[]) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE bulk_row r SET problems = '[]', values = (SELECT coalesce(jsonb_object_agg(
      coalesce('column ' || array_position(b.columns, cell.key), cell.key), cell.value), '{}') FROM jsonb_each(r.values) cell)
    FROM bulk b WHERE b.id = r.bulk_id AND b.organisation_id = app_organisation() AND 'bulk-columns:' || b.id = ANY (p_subjects);
  UPDATE bulk SET columns = ARRAY(SELECT 'column ' || n FROM generate_series(1, cardinality(columns)) n)
    WHERE organisation_id = app_organisation() AND 'bulk-columns:' || id = ANY (p_subjects);
END $$;
REVOKE ALL ON FUNCTION erase_list_headings(text[]) FROM PUBLIC;

-- What a former member did outside of envelopes, by `user:<id>`.
CREATE FUNCTION erase_member_names(p_subjects text[]) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE document SET warnings_confirmed_name = '(erased)' WHERE organisation_id = app_organisation() AND envelope_id IS NULL
    AND warnings_confirmed_name IS NOT NULL AND 'user:' || warnings_confirmed_by = ANY (p_subjects);
  UPDATE bulk SET sender_name = '(erased)', sender_email = 'erased-' || created_by || '@erased.invalid'
    WHERE organisation_id = app_organisation() AND state IN ('finished', 'cancelled') AND 'user:' || created_by = ANY (p_subjects);
END $$;
REVOKE ALL ON FUNCTION erase_member_names(text[]) FROM PUBLIC;

CREATE OR REPLACE FUNCTION erase_shared_texts(p_subjects text[]) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE template SET message = '' WHERE organisation_id = app_organisation() AND 'template-message:' || id = ANY (p_subjects);
  UPDATE template SET title = '(erased)' WHERE organisation_id = app_organisation() AND 'template-title:' || id = ANY (p_subjects);
  UPDATE template SET name = '(erased)' WHERE organisation_id = app_organisation() AND 'template-name:' || id = ANY (p_subjects);
  -- Two roles of one template cannot have one name.
  UPDATE template_role SET name = '(erased ' || position + 1 || ')' WHERE organisation_id = app_organisation()
    AND 'template-role:' || id = ANY (p_subjects);
  UPDATE template_field SET label = '(erased)', name = '', options = '[]', choice_group = NULL
    WHERE organisation_id = app_organisation() AND 'template-label:' || id = ANY (p_subjects);
  -- Of templates, and of uploads no envelope uses.
  UPDATE document SET name = '(erased).pdf', found_fields = '[]',
      report = CASE WHEN report ? 'notes' THEN jsonb_set(report, '{notes}', '[]') ELSE report END
    WHERE organisation_id = app_organisation() AND envelope_id IS NULL AND 'document:' || id = ANY (p_subjects);
  -- What has not ended goes with the next sweep, bytes and all.
  UPDATE upload SET file_name = '(erased).pdf', expires_at = CASE WHEN document_id IS NULL AND refusal_code IS NULL
      THEN least(expires_at, transaction_timestamp()) ELSE expires_at END
    WHERE organisation_id = app_organisation() AND 'upload-file:' || id = ANY (p_subjects);
  UPDATE bulk SET file_name = '(erased).csv' WHERE organisation_id = app_organisation() AND 'bulk-file:' || id = ANY (p_subjects);
  PERFORM erase_list_headings(p_subjects);
  PERFORM erase_member_names(p_subjects);
END $$;
