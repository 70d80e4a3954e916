/** The running platform the tests talk to; `npm test` starts one and sets these (scripts/checks/run-browser-tests.mjs). */
export const stack = {
  baseUrl: required('E2E_BASE_URL'),
  inboxUrl: required('E2E_INBOX_URL'),
  sender: { email: required('E2E_SENDER_EMAIL'), password: required('E2E_SENDER_PASSWORD') },
  /** PEM of the root the platform's seals lead to. */
  trustFile: required('E2E_TRUST_FILE'),
  /** Process of its own timestamp authority. */
  timestampsPid: Number(required('E2E_TIMESTAMPS_PID')),
} as const;

/** The file the token process of this platform writes every signature into. */
export const tokenJournal = (): string => required('E2E_TOKEN_JOURNAL');

function required(name: string): string {
  const value = process.env[name];
  if (value) return value;
  throw new Error(`${name} is not set. Run "npm test", or start a platform and set the E2E_ variables.`);
}
