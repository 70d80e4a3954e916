import type { Call } from './call';
import type { Page } from './page';

export interface AuditorGrant {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly reason: string;
  readonly grantedBy: string | null;
  readonly startsAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
  readonly state: 'running' | 'expired' | 'ended';
  readonly hasPassword: boolean;
  readonly lastSignInAt: string | null;
  readonly mail: {
    readonly state: 'waiting' | 'sent' | 'refused';
    readonly detail: string | null;
    readonly nextAttemptAt: string | null;
  } | null;
}

export interface WantedAuditor {
  readonly name: string;
  readonly email: string;
  readonly reason: string;
  readonly days: number;
}

export const listAuditors = (call: Call): Promise<Page<AuditorGrant>> => call('GET /auditors');

export const inviteAuditor = (call: Call, wanted: WantedAuditor): Promise<AuditorGrant> =>
  call('POST /auditors', { body: wanted });

export const extendAuditor = (call: Call, id: string, days: number): Promise<void> =>
  call('POST /auditors/{id}/extend', { path: { id }, body: { days } });

export const mailAuditorAgain = (call: Call, id: string): Promise<void> =>
  call('POST /auditors/{id}/mail', { path: { id } });

export const endAuditor = (call: Call, id: string): Promise<void> =>
  call('POST /auditors/{id}/end', { path: { id } });
