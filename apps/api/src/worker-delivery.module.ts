import type { Provider } from '@nestjs/common';
import type { Logger } from 'pino';
import type { WorkerConfig } from './config/config.js';
import type { WorkerSecrets } from './config/secrets.js';
import { DeliverySettings, deliveryProviders } from './features/log-distribution/log-distribution.module.js';
import { makeSinks } from './infra/log-outlets/make-sinks.js';
import { WitnessOutlet } from './infra/log-outlets/witness-outlet.js';
import { LOGGER } from './platform.module.js';
import { Clock } from './ports/clock.js';
import { LogCosignatures } from './ports/log-cosignatures.js';
import { LogFolders } from './ports/log-tiles.js';
import { Mailer } from './ports/mailer.js';

/** The worker brings checkpoints to witnesses and sinks: it has a way out, and holds no key. */
export function workerDelivery({ distribution }: WorkerConfig, secrets: WorkerSecrets): Provider[] {
  const { witnesses, sinks, sinkEveryMs: everyMs, requiredWitnesses, s3AccessKeyId } = distribution;
  const { webhookSecret, s3SecretAccessKey } = secrets;
  const s3 =
    s3AccessKeyId !== null && s3SecretAccessKey !== null
      ? { accessKeyId: s3AccessKeyId, secretAccessKey: s3SecretAccessKey }
      : null;
  const settings: Provider = {
    provide: DeliverySettings,
    inject: [LogFolders, LogCosignatures, Mailer, Clock, LOGGER],
    useFactory: (
      folders: LogFolders,
      cosignatures: LogCosignatures,
      mailer: Mailer,
      clock: Clock,
      log: Logger,
    ): DeliverySettings => ({
      kinds: ['witness', 'sink'],
      outlets: [
        ...witnesses.map((witness) => new WitnessOutlet({ witness, folders, cosignatures })),
        ...makeSinks(sinks, { mailer, everyMs, webhookSecret, s3, now: () => clock.now() }),
      ],
      requiredWitnesses,
      mergeFor: null,
      also: null,
      log: ({ message, error }) => log.warn({ ...(error !== undefined && { err: error }) }, message),
    }),
  };
  return [settings, ...deliveryProviders];
}
