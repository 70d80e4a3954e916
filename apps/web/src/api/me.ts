import type { Call } from './call';

export interface Me {
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  readonly organisation: { readonly id: string; readonly name: string };
  readonly role: 'owner' | 'admin' | 'member' | 'auditor';
  /** When an auditor's access ends. */
  readonly auditsUntil: string | null;
  readonly scopes: readonly string[];
}

export const getMe = (call: Call): Promise<Me> => call('GET /me');

export const isAdministrator = (role: Me['role']): boolean => role === 'owner' || role === 'admin';
