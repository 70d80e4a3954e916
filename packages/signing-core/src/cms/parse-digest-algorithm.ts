import { type Asn1Block, isNull, readOid, sequenceItems } from '../asn1/asn1-reader.js';

/** A digest's AlgorithmIdentifier: parameters absent or NULL, anything else makes it another algorithm. */
export function readDigestAlgorithm(block: Asn1Block | undefined): string {
  const [algorithm, parameters, ...others] = sequenceItems(block);
  if (others.length > 0 || (parameters && !isNull(parameters)))
    return `${readOid(algorithm)} with parameters`;
  return readOid(algorithm);
}
