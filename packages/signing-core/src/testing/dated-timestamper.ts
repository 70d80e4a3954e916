import { createHash, sign, X509Certificate } from 'node:crypto';
import { explicit, implicitSetOf, octetString, oid, sequence, setOf, smallInteger } from '../asn1/der.js';
import { ATTRIBUTE_OID, OID } from '../asn1/object-identifiers.js';
import { issuerAndSerial } from '../cms/parse-issuer-and-serial.js';
import { digestAlgorithmIdentifier } from '../cms/signature-algorithm.js';
import type { TimestampKey } from '../keys/development-services.js';
import type { Timestamper } from '../timestamp/token.js';

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const EXAMPLE_POLICY_OID = '2.999.3161.1';

/**
 * Real tokens (RFC 3161 § 2.4.2) under a test key, at any time a test wants: `openssl ts` only knows the clock of the
 * machine. `chainDer` travels in each token, the key's own certificate first.
 */
export function datedTimestamper(
  key: TimestampKey,
  chainDer: readonly Uint8Array[],
  time: () => Date,
): Timestamper {
  const signerCertificateDer = new Uint8Array(new X509Certificate(key.certificatePem).raw);
  let serial = 1;
  return async ({ digestAlgorithm, digest }) => {
    const genTime = time();
    const info = sequence(
      smallInteger(1),
      oid(EXAMPLE_POLICY_OID),
      sequence(digestAlgorithmIdentifier(digestAlgorithm), octetString(digest)),
      smallInteger(serial++ % 100),
      generalizedTime(genTime),
    );
    return {
      der: encodeToken(info, key.keyPem, [signerCertificateDer, ...chainDer]),
      time: genTime,
      accuracyMs: null,
      digestAlgorithm,
      digest,
      policyOid: EXAMPLE_POLICY_OID,
      serialNumberHex: '01',
      signerCertificateDer,
      certificatesDer: [signerCertificateDer, ...chainDer],
      authorityName: 'dated',
    };
  };
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(oid(type), setOf([value]));

function encodeToken(info: Uint8Array, keyPem: string, certificatesDer: readonly Uint8Array[]): Uint8Array {
  const [own = new Uint8Array()] = certificatesDer;
  const { issuerDer, serialNumberDer } = issuerAndSerial(own);
  const attributes = [
    attribute(ATTRIBUTE_OID.contentType, oid(OID.tstInfo)),
    attribute(ATTRIBUTE_OID.messageDigest, octetString(sha256(info))),
    attribute(ATTRIBUTE_OID.signingCertificateV2, sequence(sequence(sequence(octetString(sha256(own)))))),
  ];
  const algorithm = digestAlgorithmIdentifier('sha256');
  const signerInfo = sequence(
    smallInteger(1),
    sequence(issuerDer, serialNumberDer),
    algorithm,
    implicitSetOf(0, attributes),
    sequence(oid(ECDSA_WITH_SHA256)),
    octetString(sign('sha256', setOf(attributes), keyPem)),
  );
  const signedData = sequence(
    smallInteger(3),
    setOf([algorithm]),
    sequence(oid(OID.tstInfo), explicit(0, octetString(info))),
    implicitSetOf(0, certificatesDer),
    setOf([signerInfo]),
  );
  return sequence(oid(OID.signedData), explicit(0, signedData));
}

function generalizedTime(time: Date): Uint8Array {
  const text = `${time.toISOString().replace(/\D/g, '').slice(0, 14)}Z`;
  return Buffer.concat([Buffer.of(0x18, text.length), Buffer.from(text, 'latin1')]);
}
