import type { Provider } from '@nestjs/common';
import { parseVerifierKey } from '@sealwright/audit/log';
import type { Logger } from 'pino';
import type { SealerConfig } from './config/config.js';
import { KeepKeysRegistered } from './features/log-distribution/keep-keys-registered.js';
import { DeliverySettings, deliveryProviders } from './features/log-distribution/log-distribution.module.js';
import { TimestampOutlet } from './infra/log-outlets/timestamp-outlet.js';
import { LOGGER } from './platform.module.js';
import { LogBeginnings } from './ports/log-beginnings.js';
import { LogCheckpoints } from './ports/log-checkpoints.js';
import { LogSigners } from './ports/log-signers.js';
import { Timestamping } from './ports/timestamping.js';

/** The sealer has timestamps made of checkpoints, and puts under them what witnesses answered the worker. */
export function sealerDelivery({ checkpointTimestampEveryMs, witnesses }: SealerConfig): Provider[] {
  const settings: Provider = {
    provide: DeliverySettings,
    inject: [Timestamping, LogCheckpoints, LogBeginnings, LogSigners, LOGGER],
    useFactory: (
      timestamping: Timestamping,
      checkpoints: LogCheckpoints,
      beginnings: LogBeginnings,
      signers: LogSigners,
      logger: Logger,
    ): DeliverySettings => {
      const log: DeliverySettings['log'] = ({ message, error }) =>
        logger.warn({ ...(error !== undefined && { err: error }) }, message);
      return {
        kinds: ['timestamp'],
        outlets:
          timestamping.names.length === 0
            ? []
            : [new TimestampOutlet(timestamping, checkpoints, checkpointTimestampEveryMs)],
        requiredWitnesses: null,
        mergeFor: witnesses.map(({ verifierKey }) => parseVerifierKey(verifierKey)),
        also: new KeepKeysRegistered(signers, checkpoints, beginnings, log),
        log,
      };
    },
  };
  return [settings, ...deliveryProviders];
}
