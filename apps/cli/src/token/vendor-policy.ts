import type { KeyProbe } from '@sealwright/signing-core/pkcs11';

/** What a maker's own backup and export rules mean for a key that PKCS#11 calls non-extractable. */
interface VendorPolicy {
  readonly maker: RegExp;
  readonly sentences: readonly string[];
}

/** From the vendors' documentation (docs/hsm.md names it); SoftHSM's alone was seen by us. The first match counts. */
const policies: readonly VendorPolicy[] = [
  {
    maker: /softhsm/i,
    sentences: [
      'SoftHSM enforces its attributes in software only: the keys lie in files under its token directory, encrypted with the PIN.',
      'Whoever has those files and the PIN can change the attributes and read the keys. There is nothing to export through, and no custody either.',
    ],
  },
  {
    maker: /yubico.*|yubihsm/i,
    sentences: [
      'A YubiHSM 2 never gives a key out in the clear. It may leave wrapped, for another YubiHSM, only when it was created with the capability "exportable-under-wrap" and a wrap key with the same capability exists.',
      'A key without that capability stays in the device; capabilities cannot be added later.',
    ],
  },
  {
    maker: /nitrokey|cardcontact|sc-hsm|smartcard-hsm/i,
    sentences: [
      'A Nitrokey HSM 2 (SmartCard-HSM) never gives a key out in the clear. It may leave wrapped under the device key encryption key (DKEK), for another SmartCard-HSM, only when the device was initialised with DKEK shares.',
      'A device initialised without DKEK shares cannot be backed up: generate the key in each device, or certify two keys.',
    ],
  },
  {
    maker: /aladdin|etoken|safenet|thales|gemalto|luna/i,
    sentences: [
      'SafeNet eTokens and Thales Luna never give a non-extractable key out in the clear. A Luna partition may clone keys to another Luna of the same cloning domain; an eToken has no backup at all.',
      'Signing certificates of public authorities are issued for exactly one device: a second one means a second certificate, not a copy.',
    ],
  },
  {
    maker: /cavium|marvell|cloudhsm|amazon/i,
    sentences: [
      'AWS CloudHSM keeps a non-extractable key inside the cluster and copies it only between the HSMs of that cluster and their encrypted backups, which only CloudHSM hardware can restore.',
    ],
  },
  {
    maker: /entrust|ncipher|nfast|utimaco|securosys|fortanix/i,
    sentences: [
      'Backup of this HSM is governed by its security world or backup key, outside PKCS#11: ask whoever administers it who holds those shares.',
    ],
  },
];

const unknown =
  'This maker’s backup rules are not known to us: besides PKCS#11 there may be a vendor’s own backup (wrap keys, cloning, shares). Ask for them in writing.';

/** The maker's rules in plain words; never empty. */
export function vendorPolicy(probe: Pick<KeyProbe, 'manufacturer' | 'model'>): readonly string[] {
  const name = `${probe.manufacturer} ${probe.model}`;
  return policies.find(({ maker }) => maker.test(name))?.sentences ?? [unknown];
}
