-- The certificate of an envelope that came from a list shows the clock of its sender beside UTC, as any other does.

-- AlterTable
ALTER TABLE "bulk" ADD COLUMN     "time_zone" TEXT;

ALTER TABLE bulk ADD CONSTRAINT bulk_time_zone_length CHECK (length(time_zone) BETWEEN 1 AND 64);
