import { join } from 'node:path';

const OWN = /^(TIMESTAMP_|REVOCATION_)/;

/** The person's own timestamp settings; they go to the sealer alone, since an address may hold a password. */
export function timestampVariables(given) {
  return Object.fromEntries(Object.entries(given).filter(([name, value]) => OWN.test(name) && value));
}

/**
 * Whether this stack runs a timestamp authority itself: under the development CA, which is there only with our own
 * token, and only where no real authority is named.
 */
export function runsOwnTimestamps(given) {
  return !given.TIMESTAMP_AUTHORITIES && !given.PKCS11_MODULE && !given.SEAL_CHAIN_FILE;
}

/**
 * How the sealer finds the local authority. `TIMESTAMP_POLICY=none`: it is offered in the settings and costs nothing
 * until somebody chooses it (docs/decisions/0011).
 *
 * @param {{ data: Record<string, string>, port: number }} facts
 */
export function ownTimestampVariables({ data, port }) {
  return {
    TIMESTAMP_AUTHORITIES: `http://127.0.0.1:${port}/`,
    TIMESTAMP_TRUST_FILE: join(data.ca, 'trust.pem'),
    TIMESTAMP_POLICY: 'none',
    REVOCATION_DIR: join(data.ca, 'crl'),
    REVOCATION_ONLINE: 'no',
  };
}
