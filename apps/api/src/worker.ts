import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { loadConfig } from './config/config.js';
import { KeepErasureList } from './features/forgetting/keep-erasure-list.js';
import { DeliveryLoop } from './features/log-distribution/delivery-loop.js';
import { MailHoldLoop } from './features/mail-holds/mail-hold-loop.js';
import { QueueWorker } from './infra/queue/queue-worker.js';
import { LOGGER } from './platform.module.js';
import { startProcess } from './start-process.js';
import { workerModule } from './worker.module.js';
import { WorkerPulse } from './worker-pulse.js';

await startProcess('worker', async () => {
  const { config, secrets } = loadConfig('worker');
  const app = await NestFactory.createApplicationContext(workerModule(config, secrets), {
    logger: ['error', 'warn'],
  });
  app.enableShutdownHooks();
  await app.get(KeepErasureList).assertApplied();
  // Before the first job: a restored database would send again what was sent since.
  await app.get(MailHoldLoop).start();
  app.get(QueueWorker).start();
  app.get(WorkerPulse).start();
  app.get(DeliveryLoop).start();
  app.get<Logger>(LOGGER, { strict: false }).info('the worker is at work');
});
