import type { SealingDeployment, SealingPolicy } from '../domain/sealing-policy.js';

/** The organisation's own declaration. */
export interface SealingPolicyRepository {
  /** Null when it never chose. */
  chosen(): Promise<SealingPolicy | null>;
  /** What holds: the choice, else the default of the installation. */
  current(): Promise<SealingPolicy>;
  save(policy: SealingPolicy): Promise<void>;
  deployment(): Promise<SealingDeployment>;
}
