import { toNodeHandler } from 'better-auth/node';
import type { NextFunction, Request, Response } from 'express';
import { type AuthEngine, CLIENT_IP_HEADER } from './auth-engine.js';

/** What better-auth may answer here. Its other routes (sign-up, organisations, admin …) do not exist for the outside. */
export const OPEN_AUTH_ROUTES: ReadonlySet<string> = new Set([
  'POST /sign-in/email',
  'POST /sign-out',
  'POST /change-password',
  'POST /reset-password',
  'GET /get-session',
  'GET /ok',
]);

/** Mounts better-auth under /api/auth, before any body parser: it reads its bodies itself. */
export function authRoutes(engine: AuthEngine) {
  const handler = toNodeHandler((request: globalThis.Request) => engine.handle(request));
  return (request: Request, response: Response, next: NextFunction): void => {
    if (!OPEN_AUTH_ROUTES.has(`${request.method} ${request.path.replace(/\/+$/, '')}`)) {
      next();
      return;
    }
    // The limits count by this header; what a client sent under its name is overwritten.
    request.headers[CLIENT_IP_HEADER] = request.ip ?? '0.0.0.0';
    response.setHeader('Cache-Control', 'no-store');
    void handler(request, response).catch(next);
  };
}
