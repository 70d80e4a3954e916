/** Readers look for the header in the first kilobyte; one that is not at the very start is for the verifier to refuse. */
export const hasPdfHeader = (bytes: Uint8Array): boolean => latin1(bytes.subarray(0, 1024)).includes('%PDF-');

/** Of a PDF whose beginning was damaged or cut off. */
export const hasPdfEnd = (bytes: Uint8Array): boolean => latin1(bytes.subarray(-1024)).includes('%%EOF');

const latin1 = (bytes: Uint8Array): string => new TextDecoder('latin1').decode(bytes);
