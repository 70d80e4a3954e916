-- Events that were missing: a link the sender was shown, fetches of a link by machines, pages that were on a screen.

-- CreateEnum
CREATE TYPE "link_origin" AS ENUM ('mailed', 'revealed');

-- CreateEnum
CREATE TYPE "fetching_agent" AS ENUM ('scanner', 'unknown');

-- AlterTable
ALTER TABLE "recipient_link" ADD COLUMN     "origin" "link_origin" NOT NULL DEFAULT 'mailed';

-- CreateTable
CREATE TABLE "link_fetch" (
    "link_id" UUID NOT NULL,
    "agent" "fetching_agent" NOT NULL,
    "organisation_id" UUID NOT NULL,
    "fetched_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "link_fetch_pkey" PRIMARY KEY ("link_id","agent")
);

-- CreateTable
CREATE TABLE "page_shown" (
    "recipient_id" UUID NOT NULL,
    "document_id" UUID NOT NULL,
    "page_number" INTEGER NOT NULL,
    "organisation_id" UUID NOT NULL,
    "shown_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "page_shown_pkey" PRIMARY KEY ("recipient_id","document_id","page_number")
);

-- AddForeignKey
ALTER TABLE "link_fetch" ADD CONSTRAINT "link_fetch_link_id_fkey" FOREIGN KEY ("link_id") REFERENCES "recipient_link"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "page_shown" ADD CONSTRAINT "page_shown_recipient_id_fkey" FOREIGN KEY ("recipient_id") REFERENCES "recipient"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- ---- who may do what ----

DO $$
DECLARE
  name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['link_fetch', 'page_shown'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
    EXECUTE format('CREATE POLICY own_organisation ON %I TO sealwright_app
      USING (organisation_id = (SELECT app_organisation()))
      WITH CHECK (organisation_id = (SELECT app_organisation()))', name);
    EXECUTE format('CREATE POLICY owner ON %I TO sealwright_migrator USING (true) WITH CHECK (true)', name);
    EXECUTE format('CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON %I
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation()', name);
    -- Written once and never changed. How a recipient was identified is read from recipient_link.origin, for which the
    -- app has no UPDATE right either: what was revealed stays revealed.
    EXECUTE format('GRANT SELECT, INSERT ON %I TO sealwright_app', name);
  END LOOP;
END $$;

CREATE TRIGGER parent_link BEFORE INSERT ON link_fetch
  FOR EACH ROW EXECUTE FUNCTION guard_parent('recipient_link', 'link_id');
CREATE TRIGGER parent_recipient BEFORE INSERT ON page_shown
  FOR EACH ROW EXECUTE FUNCTION guard_parent('recipient', 'recipient_id');
ALTER TABLE page_shown ADD CONSTRAINT page_counts_from_one CHECK (page_number >= 1);

-- ---- look-ups before an organisation is known ----

-- A link also says how it came into the world.
DROP FUNCTION resolve_link(bytea);
CREATE FUNCTION resolve_link(p_token_hash bytea)
  RETURNS TABLE (organisation_id uuid, link_id uuid, recipient_id uuid, envelope_id uuid, expires_at timestamptz,
    revoked_at timestamptz, origin link_origin)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT l.organisation_id, l.id, l.recipient_id, r.envelope_id, l.expires_at, l.revoked_at, l.origin
  FROM recipient_link l JOIN recipient r ON r.id = l.recipient_id
  WHERE l.token_hash = p_token_hash
$$;

-- A revoked key that is still used somewhere is worth knowing. It opens nothing: only its owner's record learns of it.
CREATE FUNCTION resolve_revoked_api_key(p_secret_hash bytea) RETURNS TABLE (organisation_id uuid, api_key_id uuid)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT k.organisation_id, k.id FROM api_key k WHERE k.secret_hash = p_secret_hash AND k.revoked_at IS NOT NULL
$$;
REVOKE ALL ON FUNCTION resolve_link(bytea), resolve_revoked_api_key(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION resolve_link(bytea), resolve_revoked_api_key(bytea) TO sealwright_app;
