import type { SealingPolicy } from '../domain/sealing-policy.js';
import type { Environment } from './env.js';

/** Whose timestamps seals carry, what must stand behind them, and where revocation data comes from. */
export interface TimestampConfig {
  /** In the order in which they are asked. */
  readonly authorities: readonly AuthorityAddress[];
  /** PEM file with the roots their tokens must lead to; null only without authorities. */
  readonly trustFile: string | null;
  readonly revocation: {
    /** Folder of CRLs (`.crl`), read anew each time. */
    readonly dir: string | null;
    /** Whether the addresses that our own certificates name may be asked. */
    readonly online: boolean;
    /** Private hosts that may be among them. */
    readonly hosts: readonly string[];
  };
  /** For organisations that never chose. */
  readonly defaultPolicy: SealingPolicy;
  readonly renewDays: number;
}

export interface AuthorityAddress {
  /** May hold a user and a password. */
  readonly url: string;
  /** The address without them. */
  readonly name: string;
}

export function shapeTimestamps(environment: Environment<'sealer'>): TimestampConfig {
  const authorities = environment.TIMESTAMP_AUTHORITIES.map((url) => ({ url, name: nameOf(url) }));
  const some = authorities.length > 0;
  const dir = environment.REVOCATION_DIR ?? null;
  const online = environment.REVOCATION_ONLINE ?? some;
  const timestamps = environment.TIMESTAMP_POLICY ?? (some ? 'preferred' : 'none');
  const reachable = dir !== null || online ? 'B-LTA' : 'B-T';
  return {
    authorities,
    trustFile: environment.TIMESTAMP_TRUST_FILE ?? null,
    revocation: { dir, online, hosts: environment.REVOCATION_HOSTS.split(/[\s,]+/).filter(Boolean) },
    defaultPolicy: { timestamps, level: timestamps === 'none' ? 'B-B' : reachable },
    renewDays: environment.TIMESTAMP_RENEW_DAYS,
  };
}

function nameOf(address: string): string {
  const url = new URL(address);
  url.username = '';
  url.password = '';
  return url.href;
}

export function crossCheckTimestamps({ authorities, trustFile, defaultPolicy }: TimestampConfig): string[] {
  const faults: string[] = [];
  // A token by anybody would do without roots: then the time in it proves nothing.
  if (authorities.length > 0 && trustFile === null) {
    faults.push('TIMESTAMP_TRUST_FILE is not set: name the PEM file with the roots of TIMESTAMP_AUTHORITIES');
  }
  if (authorities.length === 0 && defaultPolicy.timestamps !== 'none') {
    faults.push('TIMESTAMP_POLICY wants timestamps, but TIMESTAMP_AUTHORITIES is not set');
  }
  return faults;
}
