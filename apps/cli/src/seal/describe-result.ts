import type { RenewedFile } from './renew-file.js';
import type { SealedFile } from './seal-file.js';

/** What was done, with everything that makes it less than it may look said in plain words. */
export function describeSealedFile(sealed: SealedFile): string[] {
  const { key, timestamps } = sealed;
  return [
    `Sealed ${sealed.input} as ${sealed.output}: PAdES ${sealed.level}, ${sealed.byteSize} bytes.`,
    `  key         ${key.description}`,
    ...(key.isDevelopment
      ? [
          `              the development key${key.created ? ', made just now' : ''}: for trying things out, trusted by nobody else`,
        ]
      : []),
    ...timestampLines(timestamps),
    ...(sealed.earlierSignatureCount > 0
      ? [
          `  before      ${sealed.earlierSignatureCount} earlier ${plural(sealed.earlierSignatureCount)}, still intact`,
        ]
      : []),
    `  checked     ${checkWords(sealed.verdict)}`,
    `Verify it with: sealwright verify ${sealed.output}${sealed.trustFile === null ? ' --trust ROOT.pem' : ` --trust ${sealed.trustFile}`}`,
  ];
}

export function describeRenewedFile(renewed: RenewedFile): string[] {
  const added = renewed.added.map((each) =>
    each === 'validation-data' ? 'validation data' : 'a document timestamp',
  );
  return [
    `Extended ${renewed.input} as ${renewed.output}: PAdES ${renewed.level}, ${renewed.byteSize} bytes.`,
    `  added       ${added.join(', then ') || 'nothing: it had everything'}`,
    ...timestampLines(renewed.timestamps),
    `  checked     ${checkWords(renewed.verdict)}`,
  ];
}

function timestampLines(timestamps: SealedFile['timestamps']): string[] {
  if (timestamps === 'none') return [];
  return [
    `  timestamps  ${timestamps === 'development' ? 'the development authority on this machine: they prove the time to nobody else' : 'checked against the roots you named'}`,
  ];
}

function checkWords(verdict: SealedFile['verdict']): string {
  return verdict === 'valid'
    ? 'valid: every signature and timestamp leads to a root that was named'
    : 'intact, but not every certificate leads to a root that was named (--trust, --tsa-trust)';
}

const plural = (count: number): string => (count === 1 ? 'signature' : 'signatures');
