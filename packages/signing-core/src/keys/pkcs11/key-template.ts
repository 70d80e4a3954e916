import type { Mechanism, Template } from 'pkcs11js';
import { CKA, CKK, CKM } from './cryptoki.js';
import type { SealKeyKind } from './key-kind.js';
import type { LogKeyKind } from './log-key.js';
import { CURVES, EDWARDS25519_PARAMETERS } from './public-key.js';

/** What C_GenerateKeyPair is given. */
export interface KeyPairRequest {
  readonly mechanism: Mechanism;
  readonly publicTemplate: Template;
  readonly privateTemplate: Template;
}

const rsaPublicExponent = Buffer.from([1, 0, 1]);

/**
 * Template of a seal key or log key: born in the token, able to sign and nothing else, never to be revealed.
 *
 * `strict` also freezes the attributes: with the default CKA_MODIFIABLE=true, giving a seal key
 * CKA_UNWRAP=true afterwards succeeds (measured), and a key that unwraps can be used to read others.
 * Some tokens know neither CKA_MODIFIABLE nor CKA_COPYABLE in a template; `strict: false` leaves both out.
 */
export function signingKeyRequest(
  name: { label: string; id: Buffer },
  kind: SealKeyKind | LogKeyKind,
  { strict }: { strict: boolean },
): KeyPairRequest {
  const { keyType, mechanism, publicParameters } = parametersOf(kind);
  const shared: Template = [
    { type: CKA.TOKEN, value: true },
    { type: CKA.LABEL, value: name.label },
    { type: CKA.ID, value: name.id },
    { type: CKA.KEY_TYPE, value: keyType },
  ];
  return {
    mechanism: { mechanism },
    publicTemplate: [...shared, ...publicPolicy, ...publicParameters],
    privateTemplate: [...shared, ...privatePolicy, ...(strict ? frozen : [])],
  };
}

const publicPolicy: Template = [
  { type: CKA.PRIVATE, value: false },
  { type: CKA.VERIFY, value: true },
  { type: CKA.ENCRYPT, value: false },
  { type: CKA.WRAP, value: false },
];

const privatePolicy: Template = [
  { type: CKA.PRIVATE, value: true },
  { type: CKA.SENSITIVE, value: true },
  { type: CKA.EXTRACTABLE, value: false },
  { type: CKA.SIGN, value: true },
  { type: CKA.DECRYPT, value: false },
  { type: CKA.UNWRAP, value: false },
  { type: CKA.SIGN_RECOVER, value: false },
  { type: CKA.DERIVE, value: false },
];

const frozen: Template = [
  { type: CKA.MODIFIABLE, value: false },
  { type: CKA.COPYABLE, value: false },
];

function parametersOf(kind: SealKeyKind | LogKeyKind): {
  keyType: number;
  mechanism: number;
  publicParameters: Template;
} {
  if (kind === 'ed25519') {
    const publicParameters = [{ type: CKA.EC_PARAMS, value: EDWARDS25519_PARAMETERS }];
    return { keyType: CKK.EC_EDWARDS, mechanism: CKM.EC_EDWARDS_KEY_PAIR_GEN, publicParameters };
  }
  if (kind === 'ecdsa-p256' || kind === 'ecdsa-p384') {
    const publicParameters = [{ type: CKA.EC_PARAMS, value: CURVES[kind].parametersDer }];
    return { keyType: CKK.EC, mechanism: CKM.EC_KEY_PAIR_GEN, publicParameters };
  }
  const publicParameters = [
    { type: CKA.MODULUS_BITS, value: Number(kind.slice('rsa-'.length)) },
    { type: CKA.PUBLIC_EXPONENT, value: rsaPublicExponent },
  ];
  return { keyType: CKK.RSA, mechanism: CKM.RSA_PKCS_KEY_PAIR_GEN, publicParameters };
}
