export { buildCertificate, type CertificateInput, type InputDocument } from './build-certificate.js';
export type {
  AssuranceLevel,
  CertificateAttachment,
  CertificateData,
  CertificateDocument,
  CertificateEvent,
  CertificateLanguage,
  CertificateLog,
  CertificateParty,
  EnvelopeEnding,
  PartyRole,
  PartySignature,
} from './certificate-data.js';
export type { CertificateFonts } from './layout/faces.js';
export type { TypesetDocument, TypesetFont, TypesetLine, Typesetter } from './layout/typesetter.js';
export { renderCertificate } from './render-certificate.js';
export { tellDevice } from './tell-device.js';
export type { CertificateLogInput } from './tell-log.js';
export type { InputRecipient } from './tell-party.js';
export type { KeptSignature } from './tell-signature.js';
