import type { SealingDeployment, SealingPolicy } from '../domain/sealing-policy.js';

/** The organisation's own declaration. */
export interface SealingPolicyRepository {
  /** Null when it never chose. */
  chosen(): Promise<SealingPolicy | null>;
  save(policy: SealingPolicy): Promise<void>;
  deployment(): Promise<SealingDeployment>;
}
