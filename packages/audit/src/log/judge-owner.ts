import { recordFault } from './judge-record.js';
import type { LogRecord, StreamOwner } from './log-evidence.js';
import type { LogFault } from './log-report.js';

const OF_ORGANISATION = 'organisation:';

/**
 * Whose a row is stands beside the bytes and decides who sees it: a row that was moved is hidden from its own people,
 * although every hash fits.
 *
 * @param isLogged in the tree, and so older than `owners`: its stream must be among them
 */
export function judgeOwner(
  record: LogRecord,
  owners: ReadonlyMap<string, StreamOwner>,
  isLogged: boolean,
): LogFault | null {
  const { stream, seq, organisationId, personal = [] } = record;
  const { byHead = null, byEnvelope = null } = owners.get(stream) ?? {};
  if (isLogged && byHead === null) {
    return recordFault(
      'head-mismatch',
      record,
      `Event ${seq} is there, but the row of its chain’s head is gone.`,
    );
  }
  if (organisationId === undefined) return null;
  const named = stream.startsWith(OF_ORGANISATION) ? stream.slice(OF_ORGANISATION.length) : null;
  const others = [byHead, byEnvelope, named].filter((owner) => owner !== null && owner !== organisationId);
  if (others.length > 0) {
    const sentence = `The row of event ${seq} belongs to organisation ${organisationId}, its record to ${others.join(' and ')}: one of them was changed, and whose people see it with it.`;
    return recordFault('other-organisation', record, sentence);
  }
  const hidden = personal.find(
    (value) => value.organisationId !== undefined && value.organisationId !== organisationId,
  );
  if (hidden === undefined) return null;
  const sentence = `The personal value of ${hidden.subject} in event ${seq} was given to another organisation.`;
  return recordFault('other-organisation', record, sentence);
}
