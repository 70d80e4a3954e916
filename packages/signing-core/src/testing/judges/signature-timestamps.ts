import { ContentInfo, SignedData } from 'pkijs';

/** id-aa-signatureTimeStampToken (RFC 5126 § 6.1.1). */
const SIGNATURE_TIMESTAMP = '1.2.840.113549.1.9.16.2.14';

/** Timestamps inside a CMS, and the signature value they are about. Read with pkijs, not with our own parser. */
export function signatureTimestamps(cmsDer: Uint8Array): {
  signatureValue: Uint8Array;
  tokensDer: Uint8Array[];
} {
  const signedData = new SignedData({ schema: ContentInfo.fromBER(cmsDer.slice()).content });
  const [signer] = signedData.signerInfos;
  if (!signer) throw new TypeError('no SignerInfo');
  const attributes = signer.unsignedAttrs?.attributes ?? [];
  return {
    signatureValue: signer.signature.valueBlock.valueHexView.slice(),
    tokensDer: attributes
      .filter(({ type }) => type === SIGNATURE_TIMESTAMP)
      .flatMap(({ values }) => values.map((value) => new Uint8Array(value.toBER(false)))),
  };
}
