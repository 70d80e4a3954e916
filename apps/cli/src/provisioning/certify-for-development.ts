import { join, resolve } from 'node:path';
import type { Pkcs11Token } from '@sealwright/signing-core/pkcs11';
import { certificateFiles, ensureSealCertificate, readPemCertificates } from './seal-certificate.js';
import { readFileIfThere } from './secret-file.js';

/**
 * Has the development CA below `dataDir` (made when absent) certify a key in any token and stores the chain beside the
 * key. For trying out: nobody else trusts that CA. Answers the file with its roots, and the chain.
 */
export async function certifyForDevelopment(
  token: Pkcs11Token,
  label: string,
  { dataDir, now }: { dataDir: string; now: Date },
): Promise<{ trustFile: string; certificatesDer: Uint8Array[] }> {
  const { authorityKey, ...ours } = certificateFiles(resolve(dataDir), {});
  if (authorityKey === null) throw new TypeError('The data folder’s own files are always ours.');
  const spkiDer = await token.publicKeySpki(label);
  const key = (await token.listKeys()).find((each) => each.label === label);
  // Another file than the platform's chain: that one belongs to the platform's own key.
  const chain = join(resolve(dataDir), 'ca', `chain-${key?.idHex ?? 'key'}.pem`);
  const files = { ...ours, chain, authorityKey };
  const organisation = 'Sealwright development';
  await ensureSealCertificate(files, { spkiDer, organisation, validDays: 730, renew: false, now });
  const certificates = readPemCertificates(readFileIfThere(chain) ?? '');
  const certificatesDer = certificates.map(({ raw }) => new Uint8Array(raw));
  await token.storeCertificateChain(label, certificatesDer);
  return { trustFile: ours.trust, certificatesDer };
}
