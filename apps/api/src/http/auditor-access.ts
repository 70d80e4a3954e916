import { AppError } from '../domain/app-error.js';
import type { AccessLookups } from '../ports/access-lookups.js';
import type { MemberCaller } from './caller.js';

/** @throws AppError `auditor-access-ended` unless a grant of this auditor runs. */
export async function asRunningAuditor(lookups: AccessLookups, caller: MemberCaller): Promise<MemberCaller> {
  const access = await lookups.auditorAccess(caller.userId, caller.organisationId);
  if (access?.isRunning) return { ...caller, scopes: [], auditsUntil: access.expiresAt };
  const endedAt = access?.endedAt ?? access?.expiresAt;
  const when = endedAt ? ` on ${endedAt.toISOString().slice(0, 16).replace('T', ' at ')} UTC` : '';
  throw new AppError(
    'auditor-access-ended',
    `Your access to the evidence of ${caller.organisationName} ended${when}. Ask an administrator there for more time.`,
  );
}

export function auditorsReadOnly(): AppError {
  return new AppError(
    'forbidden',
    'Auditors read the evidence under Audit; everything else is closed to them.',
  );
}
