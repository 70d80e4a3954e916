-- What the monitor found, and when it last looked. An alarm is never taken back: a person acknowledges it with a reason.

-- CreateTable
CREATE TABLE "log_alarm" (
    "id" UUID NOT NULL,
    "organisation_id" UUID NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "stream" TEXT,
    "seq" BIGINT,
    "log_index" BIGINT,
    "sentence" TEXT NOT NULL,
    "raised_at" TIMESTAMPTZ(3) NOT NULL,
    "acknowledged_at" TIMESTAMPTZ(3),
    "acknowledged_by" TEXT,
    "acknowledged_by_name" TEXT,
    "reason" TEXT,

    CONSTRAINT "log_alarm_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "monitor_run" (
    "kind" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3) NOT NULL,
    "outcome" TEXT NOT NULL,
    "checked" BIGINT NOT NULL,
    "detail" TEXT NOT NULL,

    CONSTRAINT "monitor_run_pkey" PRIMARY KEY ("kind")
);

-- CreateIndex
CREATE UNIQUE INDEX "log_alarm_organisation_id_fingerprint_key" ON "log_alarm"("organisation_id", "fingerprint");

-- ---- what the columns may hold ----

ALTER TABLE log_alarm
  ADD CONSTRAINT organisation_exists FOREIGN KEY (organisation_id) REFERENCES organization (id),
  ADD CONSTRAINT acknowledged_whole
    CHECK (num_nonnulls(acknowledged_at, acknowledged_by, acknowledged_by_name, reason) IN (0, 4)),
  ADD CONSTRAINT reason_given CHECK (length(btrim(reason)) > 0);
ALTER TABLE monitor_run
  ADD CONSTRAINT kind_known CHECK (kind IN ('new-events', 'whole-log', 'seal-ledger')),
  ADD CONSTRAINT outcome_known CHECK (outcome IN ('intact', 'broken', 'could-not-look'));

-- ---- an alarm stays as it was raised; it is acknowledged once ----

CREATE FUNCTION guard_log_alarm() RETURNS trigger
  LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF TG_OP = 'UPDATE' THEN
    IF OLD.acknowledged_at IS NULL
      AND (NEW.id, NEW.organisation_id, NEW.fingerprint, NEW.code, NEW.stream, NEW.seq, NEW.log_index, NEW.sentence,
        NEW.raised_at) IS NOT DISTINCT FROM (OLD.id, OLD.organisation_id, OLD.fingerprint, OLD.code, OLD.stream, OLD.seq,
        OLD.log_index, OLD.sentence, OLD.raised_at) THEN
      RETURN NEW;
    END IF;
  END IF;
  RAISE EXCEPTION 'sealwright: an alarm is acknowledged once and otherwise stays (% on %)', TG_OP, TG_TABLE_NAME
    USING ERRCODE = 'SW002';
END $$;

CREATE TRIGGER acknowledged_only BEFORE UPDATE OR DELETE ON log_alarm
  FOR EACH ROW EXECUTE FUNCTION guard_log_alarm();
CREATE TRIGGER never_truncated BEFORE TRUNCATE ON log_alarm
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_audit_change();
ALTER TABLE log_alarm ENABLE ALWAYS TRIGGER acknowledged_only;
ALTER TABLE log_alarm ENABLE ALWAYS TRIGGER never_truncated;

-- ---- rows of one organisation ----

ALTER TABLE log_alarm ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_alarm FORCE ROW LEVEL SECURITY;
CREATE POLICY own_organisation ON log_alarm TO sealwright_app, sealwright_sealer
  USING (organisation_id = (SELECT app_organisation())) WITH CHECK (organisation_id = (SELECT app_organisation()));
CREATE POLICY owner ON log_alarm TO sealwright_migrator USING (true) WITH CHECK (true);
CREATE POLICY auditor ON log_alarm FOR SELECT TO sealwright_auditor USING (true);
CREATE TRIGGER a_unit_of_work BEFORE INSERT OR UPDATE OR DELETE ON log_alarm
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_write_without_organisation();

GRANT SELECT ON log_alarm, monitor_run TO sealwright_app, sealwright_sealer, sealwright_auditor;
GRANT INSERT ON log_alarm TO sealwright_sealer;
GRANT UPDATE (acknowledged_at, acknowledged_by, acknowledged_by_name, reason) ON log_alarm TO sealwright_app;
GRANT INSERT, UPDATE ON monitor_run TO sealwright_sealer;
