export type { ExportAttempt } from './export-attempts.js';
export type { TokenDescription } from './find-slot.js';
export type { GeneratedKey } from './generate-seal-key.js';
export { initialiseToken, listTokens } from './initialise-token.js';
export { formatPkcs11Uri, type Pkcs11Uri, parsePkcs11Uri } from './pkcs11-uri.js';
export { type KeyAttributes, type KeyProbe, refuseUnfitKey } from './probe.js';
export { type KeySummary, type OpenTokenOptions, openToken, Pkcs11Token } from './token.js';
export { TokenError, type TokenErrorCode } from './token-error.js';
