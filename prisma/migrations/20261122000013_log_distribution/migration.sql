-- CreateTable
CREATE TABLE "log_outlet" (
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "shown" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'ok',
    "code" TEXT,
    "detail" TEXT NOT NULL DEFAULT '',
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "checked_at" TIMESTAMPTZ(3),
    "next_attempt_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "told" BOOLEAN NOT NULL DEFAULT false,
    "last_size" BIGINT,
    "last_at" TIMESTAMPTZ(3),

    CONSTRAINT "log_outlet_pkey" PRIMARY KEY ("name")
);

-- CreateTable
CREATE TABLE "log_cosignature" (
    "size" BIGINT NOT NULL,
    "witness" TEXT NOT NULL,
    "lines" TEXT NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "log_cosignature_pkey" PRIMARY KEY ("size","witness")
);

-- CreateTable
CREATE TABLE "log_distribution" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "required_witnesses" INTEGER NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "log_distribution_pkey" PRIMARY KEY ("id")
);

-- ---- what the columns may hold ----

ALTER TABLE log_outlet
  ADD CONSTRAINT kind_known CHECK (kind IN ('timestamp', 'witness', 'sink')),
  ADD CONSTRAINT state_known CHECK (state IN ('ok', 'waiting')),
  ADD CONSTRAINT cause_whole CHECK ((state = 'ok') = (code IS NULL)),
  ADD CONSTRAINT delivery_whole CHECK (num_nonnulls(last_size, last_at) IN (0, 2));
-- Sixteen lines of a signed note; more than any witness answers.
ALTER TABLE log_cosignature ADD CONSTRAINT lines_short CHECK (octet_length(lines) <= 100000);
ALTER TABLE log_distribution ADD CONSTRAINT one_row CHECK (id = 1);

-- ---- who may do what ----

-- The worker asks witnesses and sinks, the sealer asks timestamp authorities: each keeps the state of its own. These
-- tables only steer; what they could be made to claim, the notes themselves disprove.
GRANT SELECT, INSERT, UPDATE, DELETE ON log_outlet TO sealwright_app, sealwright_sealer;
GRANT SELECT ON log_outlet TO sealwright_auditor;
GRANT SELECT, INSERT, UPDATE ON log_distribution TO sealwright_app;
GRANT SELECT ON log_distribution TO sealwright_sealer, sealwright_auditor;

-- What a witness answered lies here until the sealer has verified it and put it under the note: the worker cannot write
-- into a note, so nobody who breaks into it can spoil one.
GRANT SELECT, INSERT ON log_cosignature TO sealwright_app;
GRANT SELECT, DELETE ON log_cosignature TO sealwright_sealer;
GRANT SELECT ON log_cosignature TO sealwright_auditor;
