import type { SignatureReport } from '../../verify/report.js';
import type { SignatureFact } from './pdf-facts.js';

/** The verifier's findings in the words of a report on an upload. */
export function describeSignatures(signatures: readonly SignatureReport[]): SignatureFact[] {
  let isCertified = false;
  return signatures.map((signature) => {
    // Certification comes with the first signature that brings it; later ones only live under it.
    const certifies = !isCertified && signature.docMdp !== null && signature.kind === 'signature';
    isCertified ||= certifies;
    const kind =
      signature.kind === 'document-timestamp' ? 'timestamp' : certifies ? 'certification' : 'approval';
    return {
      fieldName: signature.fieldName,
      kind,
      verdict: verdictOf(signature),
      permission: certifies ? (signature.docMdp?.permission ?? null) : null,
    };
  });
}

function verdictOf({ integrity, coverage, modifications }: SignatureReport): SignatureFact['verdict'] {
  if (integrity === 'unsupported') return 'unsupported';
  if (integrity === 'broken' || coverage === 'broken') return 'broken';
  return modifications === 'forbidden' ? 'changed-later' : 'intact';
}
