import type { DigestSigner } from '@sealwright/signing-core';
import { openToken } from '@sealwright/signing-core/pkcs11';
import { readPemCertificates } from '../../../provisioning/seal-certificate.js';
import type { BenchKeys } from '../contestant.js';

/** The benchmark's key in its token. SoftHSM reads its configuration from the environment when it is loaded. */
export async function openTokenSigner(
  keys: BenchKeys,
): Promise<{ signer: DigestSigner; close: () => Promise<void> }> {
  process.env.SOFTHSM2_CONF = keys.softHsmConf;
  const token = await openToken(keys.token);
  const chainDer = readPemCertificates(keys.chainPem).map((each) => new Uint8Array(each.raw));
  return { signer: token.signer(undefined, chainDer), close: () => token.close() };
}
