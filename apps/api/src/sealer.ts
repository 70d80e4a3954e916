import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { loadConfig } from './config/config.js';
import { SequencerLoop } from './features/log/sequencer-loop.js';
import { DeliveryLoop } from './features/log-distribution/delivery-loop.js';
import { Monitor } from './features/monitor/monitor.js';
import { ExtensionLoop } from './features/sealing/extension-loop.js';
import { SealLoop } from './features/sealing/seal-loop.js';
import { QueueWorker } from './infra/queue/queue-worker.js';
import { LOGGER } from './platform.module.js';
import { sealerModule } from './sealer.module.js';
import { startProcess } from './start-process.js';

await startProcess('sealer', async () => {
  const { config, secrets } = loadConfig('sealer');
  const app = await NestFactory.createApplicationContext(sealerModule(config, secrets), {
    logger: ['error', 'warn'],
  });
  app.enableShutdownHooks();
  // First: certificates wait for the log.
  app.get(SequencerLoop, { strict: false }).start();
  app.get(ExtensionLoop, { strict: false }).start();
  await app.get(SealLoop, { strict: false }).start();
  app.get(DeliveryLoop).start();
  app.get(QueueWorker).start();
  app.get(Monitor, { strict: false }).start();
  app.get<Logger>(LOGGER, { strict: false }).info('the sealer is at work');
});
