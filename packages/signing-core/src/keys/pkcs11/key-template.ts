import type { Mechanism, Template } from 'pkcs11js';
import type { SignatureAlgorithm } from '../digest-signer.js';
import { CKA, CKK, CKM } from './cryptoki.js';

/** What C_GenerateKeyPair is given. */
export interface KeyPairRequest {
  readonly mechanism: Mechanism;
  readonly publicTemplate: Template;
  readonly privateTemplate: Template;
}

/** DER of the object identifier prime256v1, 1.2.840.10045.3.1.7 (RFC 5480 § 2.1.1.1). */
const p256Parameters = Buffer.from('06082a8648ce3d030107', 'hex');
const rsaModulusBits = 3072;
const rsaPublicExponent = Buffer.from([1, 0, 1]);

/**
 * Template of a seal key: born in the token, able to sign and nothing else, never to be revealed.
 *
 * `strict` also freezes the attributes: with the default CKA_MODIFIABLE=true, giving a seal key
 * CKA_UNWRAP=true afterwards succeeds (measured), and a key that unwraps can be used to read others.
 * Some tokens know neither CKA_MODIFIABLE nor CKA_COPYABLE in a template; `strict: false` leaves both out.
 */
export function sealKeyRequest(
  name: { label: string; id: Buffer },
  algorithm: SignatureAlgorithm,
  { strict }: { strict: boolean },
): KeyPairRequest {
  const kind = algorithm === 'ecdsa-p256-sha256' ? ellipticCurve : rsa;
  const shared: Template = [
    { type: CKA.TOKEN, value: true },
    { type: CKA.LABEL, value: name.label },
    { type: CKA.ID, value: name.id },
    { type: CKA.KEY_TYPE, value: kind.keyType },
  ];
  return {
    mechanism: { mechanism: kind.mechanism },
    publicTemplate: [...shared, ...publicPolicy, ...kind.publicParameters],
    privateTemplate: [...shared, ...privatePolicy, ...kind.unusedPowers, ...(strict ? frozen : [])],
  };
}

const publicPolicy: Template = [
  { type: CKA.PRIVATE, value: false },
  { type: CKA.VERIFY, value: true },
];

const privatePolicy: Template = [
  { type: CKA.PRIVATE, value: true },
  { type: CKA.SENSITIVE, value: true },
  { type: CKA.EXTRACTABLE, value: false },
  { type: CKA.SIGN, value: true },
];

const frozen: Template = [
  { type: CKA.MODIFIABLE, value: false },
  { type: CKA.COPYABLE, value: false },
];

const rsa = {
  keyType: CKK.RSA,
  mechanism: CKM.RSA_PKCS_KEY_PAIR_GEN,
  publicParameters: [
    { type: CKA.MODULUS_BITS, value: rsaModulusBits },
    { type: CKA.PUBLIC_EXPONENT, value: rsaPublicExponent },
    { type: CKA.ENCRYPT, value: false },
    { type: CKA.WRAP, value: false },
  ],
  unusedPowers: [
    { type: CKA.DECRYPT, value: false },
    { type: CKA.UNWRAP, value: false },
    { type: CKA.SIGN_RECOVER, value: false },
    { type: CKA.DERIVE, value: false },
  ],
};

const ellipticCurve = {
  keyType: CKK.EC,
  mechanism: CKM.EC_KEY_PAIR_GEN,
  publicParameters: [
    { type: CKA.EC_PARAMS, value: p256Parameters },
    { type: CKA.ENCRYPT, value: false },
    { type: CKA.WRAP, value: false },
  ],
  unusedPowers: [
    { type: CKA.DECRYPT, value: false },
    { type: CKA.UNWRAP, value: false },
    { type: CKA.SIGN_RECOVER, value: false },
    { type: CKA.DERIVE, value: false },
  ],
};
