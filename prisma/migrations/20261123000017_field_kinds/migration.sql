-- Fields people choose in, and how a text is written; and what an uploaded file itself asks for.

-- AlterEnum
ALTER TYPE "field_type" ADD VALUE 'dropdown';
ALTER TYPE "field_type" ADD VALUE 'radio';

-- AlterTable
ALTER TABLE "document" ADD COLUMN     "found_fields" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "field" ADD COLUMN     "choice_group" TEXT,
ADD COLUMN     "comb" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "max_length" INTEGER,
ADD COLUMN     "multiline" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "options" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "template_field" ADD COLUMN     "choice_group" TEXT,
ADD COLUMN     "comb" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "max_length" INTEGER,
ADD COLUMN     "multiline" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "name" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "options" JSONB NOT NULL DEFAULT '[]';

ALTER TABLE document ADD CONSTRAINT found_fields_list CHECK (jsonb_typeof(found_fields) = 'array');
ALTER TABLE field
  ADD CONSTRAINT options_list CHECK (jsonb_typeof(options) = 'array'),
  ADD CONSTRAINT max_length_positive CHECK (max_length > 0);
ALTER TABLE template_field
  ADD CONSTRAINT options_list CHECK (jsonb_typeof(options) = 'array'),
  ADD CONSTRAINT max_length_positive CHECK (max_length > 0);

-- Nobody gets the right to change it: what was found in a file is part of what was uploaded. Every column of `field` is
-- frozen with the envelope already (guard_field refuses any change of the row).
GRANT INSERT (found_fields) ON document TO sealwright_app;

CREATE FUNCTION keep_found_fields() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  PERFORM refuse_frozen('what was found in an uploaded file');
  RETURN NEW;
END $$;
CREATE TRIGGER found_fields_frozen BEFORE UPDATE ON document FOR EACH ROW
  WHEN (NEW.found_fields IS DISTINCT FROM OLD.found_fields AND NOT is_forgetting())
  EXECUTE FUNCTION keep_found_fields();

-- Names and options were written by people too, and are forgotten with the labels.
CREATE OR REPLACE FUNCTION erase_texts(p_envelope uuid) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE envelope SET title = '(erased)', message = '',
    end_reason = CASE WHEN end_reason IS NOT NULL THEN '(erased)' END WHERE id = p_envelope;
  UPDATE document SET name = '(erased).pdf', found_fields = '[]' WHERE envelope_id = p_envelope;
  UPDATE field SET label = '', name = '', options = '[]', choice_group = NULL WHERE envelope_id = p_envelope;
END $$;

CREATE OR REPLACE FUNCTION erase_shared_texts(p_subjects text[]) RETURNS void
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  UPDATE template SET message = '' WHERE organisation_id = app_organisation() AND 'template-message:' || id = ANY (p_subjects);
  UPDATE template SET title = '(erased)' WHERE organisation_id = app_organisation() AND 'template-title:' || id = ANY (p_subjects);
  UPDATE template SET name = '(erased)' WHERE organisation_id = app_organisation() AND 'template-name:' || id = ANY (p_subjects);
  UPDATE template_field SET label = '(erased)', name = '', options = '[]' WHERE organisation_id = app_organisation()
    AND 'template-label:' || id = ANY (p_subjects);
  UPDATE bulk SET file_name = '(erased).csv' WHERE organisation_id = app_organisation() AND 'bulk-file:' || id = ANY (p_subjects);
END $$;
