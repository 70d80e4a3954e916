import * as asn1js from 'asn1js';
import { ATTRIBUTE_OID } from '../asn1/object-identifiers.js';

/**
 * Whether the SignerInfo in a container carries a signature-time-stamp. It only decides whether a document
 * timestamp is worth adding; the verifier judges the token. A container that cannot be read has none.
 */
export function hasSignatureTimestamp(contents: Uint8Array): boolean {
  const { result } = asn1js.fromBER(new Uint8Array(contents));
  const signedData = itemsOf(itemsOf(itemsOf(result)[1])[0]);
  const [signerInfo] = itemsOf(signedData.at(-1));
  const unsigned = itemsOf(signerInfo).find(
    (item) => item.idBlock.tagClass === 3 && item.idBlock.tagNumber === 1,
  );
  return itemsOf(unsigned).some((attribute) => {
    const [type] = itemsOf(attribute);
    return (
      type instanceof asn1js.ObjectIdentifier &&
      type.valueBlock.toString() === ATTRIBUTE_OID.signatureTimestamp
    );
  });
}

/** Sequence, Set and context tags alike. */
function itemsOf(block: asn1js.BaseBlock | undefined): asn1js.BaseBlock[] {
  return block instanceof asn1js.Constructed ? block.valueBlock.value : [];
}
