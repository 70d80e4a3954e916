import 'reflect-metadata';
import type { Logger } from 'pino';
import { apiModule } from './api.module.js';
import { loadConfig } from './config/config.js';
import { AuthEngine } from './features/accounts/auth-engine.js';
import { authRoutes } from './features/accounts/auth-routes.js';
import { KeepErasureList } from './features/forgetting/keep-erasure-list.js';
import { buildHttpApp } from './http/build-http-app.js';
import { LOGGER } from './platform.module.js';
import { startProcess } from './start-process.js';

await startProcess('api', async () => {
  const { config, secrets } = loadConfig('api');
  const app = await buildHttpApp({
    module: apiModule(config, secrets),
    loggerToken: LOGGER,
    trustedProxies: config.http.trustedProxies,
    authRoutes: (built) => authRoutes(built.get(AuthEngine, { strict: false })),
  });
  app.enableShutdownHooks();
  await app.get(KeepErasureList, { strict: false }).assertApplied();
  const { host, port } = config.http;
  await app.listen(port, host);
  app.get<Logger>(LOGGER, { strict: false }).info({ host, port }, 'the api is at work');
});
