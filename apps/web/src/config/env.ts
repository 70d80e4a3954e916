/** The web process's environment; nothing else in this app reads `process.env`. */
export const env = {
  /** Where server components reach the API, without a trailing slash. Read per request, so a build serves any host. */
  apiOrigin: (): string => (process.env.API_ORIGIN ?? 'http://127.0.0.1:3002').replace(/\/$/, ''),
  development: (): boolean => process.env.NODE_ENV === 'development',
};
