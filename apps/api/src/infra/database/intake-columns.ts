import type { EnvelopeDocument } from '../../domain/envelope.js';
import { asId } from '../../domain/ids.js';
import type { Document, Prisma } from './generated/client.js';

type Intake = Pick<EnvelopeDocument, 'report' | 'warningsConfirmed'>;
type IntakeRow = Pick<
  Document,
  'report' | 'warningsConfirmedAt' | 'warningsConfirmedBy' | 'warningsConfirmedName'
>;

/** What intake said of an upload, and who confirmed it. The report was JSON of ours when it was stored. */
export function rowIntake(row: IntakeRow): Intake {
  const { warningsConfirmedAt: at, warningsConfirmedBy: by, warningsConfirmedName: name } = row;
  return {
    report: row.report as unknown as Intake['report'],
    warningsConfirmed: at === null || by === null || name === null ? null : { userId: asId(by), name, at },
  };
}

export function intakeColumns({ report, warningsConfirmed }: Intake) {
  return {
    report: report as unknown as Prisma.InputJsonValue,
    ...confirmedColumns(warningsConfirmed),
  };
}

export function confirmedColumns(confirmed: Intake['warningsConfirmed']) {
  return {
    warningsConfirmedAt: confirmed?.at ?? null,
    warningsConfirmedBy: confirmed?.userId ?? null,
    warningsConfirmedName: confirmed?.name ?? null,
  };
}
