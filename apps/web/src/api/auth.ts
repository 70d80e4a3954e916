import { createAuthClient } from 'better-auth/client';

const client = createAuthClient({ basePath: '/api/auth' });

export type SignInOutcome = 'signed-in' | 'refused' | 'too-many' | 'unreachable';

/** Signs in with e-mail and password; the session cookie is set by the answer. Never throws. */
export async function signInWithPassword(email: string, password: string): Promise<SignInOutcome> {
  try {
    const { error } = await client.signIn.email({ email, password });
    if (!error) return 'signed-in';
    if (error.status === 429) return 'too-many';
    return error.status >= 500 || error.status === 0 ? 'unreachable' : 'refused';
  } catch {
    return 'unreachable';
  }
}

export type PasswordOutcome = 'set' | 'used' | 'unusable' | 'too-many' | 'unreachable';

/** Sets a password with the token of a mailed link, which then works no more. Never throws. */
export async function setPasswordByLink(token: string, newPassword: string): Promise<PasswordOutcome> {
  try {
    const { error } = await client.resetPassword({ token, newPassword });
    if (!error) return 'set';
    if (error.status === 429) return 'too-many';
    // Refusals are problem documents (RFC 9457) with codes of the platform, as everywhere.
    if (error.code === 'password-unusable') return 'unusable';
    return error.status >= 500 || error.status === 0 ? 'unreachable' : 'used';
  } catch {
    return 'unreachable';
  }
}

/** Ends the session; the caller then leaves for the sign-in page whatever happened. */
export async function signOut(): Promise<void> {
  try {
    await client.signOut();
  } catch {
    // Offline: the cookie stays until the server is back, and the sign-in page says so by letting the person through.
  }
}
