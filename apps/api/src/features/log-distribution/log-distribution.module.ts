import type { BeforeApplicationShutdown, Provider } from '@nestjs/common';
import type { VerifierKey } from '@sealwright/audit/log';
import type { CheckpointOutlet } from '../../ports/checkpoint-outlet.js';
import { LogCheckpoints } from '../../ports/log-checkpoints.js';
import { LogCosignatures } from '../../ports/log-cosignatures.js';
import { LogOutlets, type OutletKind } from '../../ports/log-outlets.js';
import { Organisations } from '../../ports/organisations.js';
import { ServiceHealth } from '../../ports/service-health.js';
import { UnitOfWork } from '../../ports/unit-of-work.js';
import { DeliverCheckpoints } from './deliver-checkpoints.js';
import { DeliveryLoop } from './delivery-loop.js';
import { MergeCosignatures } from './merge-cosignatures.js';
import { TellDelivery } from './tell-delivery.js';

/** What its process brings to the delivery of checkpoints. */
export abstract class DeliverySettings {
  abstract readonly kinds: readonly OutletKind[];
  abstract readonly outlets: readonly CheckpointOutlet[];
  /** Null in the process that does not ask witnesses. */
  abstract readonly requiredWitnesses: number | null;
  /** Whose cosignatures this process puts under notes; null: it writes none. */
  abstract readonly mergeFor: readonly VerifierKey[] | null;
  /** What else this process does each second; null: nothing. */
  abstract readonly also: { run(): Promise<void> } | null;
  abstract readonly log: (fact: { readonly message: string; readonly error?: unknown }) => void;
}

/** The delivery at hand finishes before the database is closed. */
class StopDelivery implements BeforeApplicationShutdown {
  constructor(private readonly loop: DeliveryLoop) {}

  async beforeApplicationShutdown(): Promise<void> {
    await this.loop.stop();
  }
}

const deliveryLoop: Provider = {
  provide: DeliveryLoop,
  inject: [
    DeliverySettings,
    LogOutlets,
    LogCheckpoints,
    LogCosignatures,
    UnitOfWork,
    Organisations,
    ServiceHealth,
  ],
  useFactory: (
    { kinds, outlets, requiredWitnesses, mergeFor, also: extra, log }: DeliverySettings,
    statuses: LogOutlets,
    checkpoints: LogCheckpoints,
    cosignatures: LogCosignatures,
    unitOfWork: UnitOfWork,
    organisations: Organisations,
    health: ServiceHealth,
  ) => {
    const tell = new TellDelivery(unitOfWork, organisations);
    const deliver = new DeliverCheckpoints({ outlets, statuses, checkpoints, tell, log });
    const merge = mergeFor && new MergeCosignatures({ cosignatures, checkpoints, witnesses: mergeFor });
    const also = async () => {
      await merge?.run();
      await extra?.run();
    };
    return new DeliveryLoop({ kinds, outlets, requiredWitnesses, statuses, deliver, also, health, log });
  },
};

const stopDelivery: Provider = {
  provide: StopDelivery,
  inject: [DeliveryLoop],
  useFactory: (loop: DeliveryLoop) => new StopDelivery(loop),
};

/** Need `DeliverySettings` from their process. */
export const deliveryProviders: readonly Provider[] = [deliveryLoop, stopDelivery];
