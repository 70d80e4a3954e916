import { SigningError } from '../errors.js';

export const encryptedDocument = (): SigningError =>
  new SigningError(
    'office-encrypted',
    'This document needs a password. Open it in its program, save it without one, and upload that.',
  );

export const damagedDocument = (cause?: unknown): SigningError =>
  new SigningError(
    'office-damaged',
    'This document cannot be converted. Open it in its program, save it as a PDF, and upload that.',
    { cause },
  );

export const tooComplexDocument = (cause?: unknown): SigningError =>
  new SigningError(
    'office-too-complex',
    'This document unpacks to far more than a document needs. Save it as a PDF and upload that.',
    { cause },
  );

export const slowDocument = (): SigningError =>
  new SigningError(
    'office-timed-out',
    'This document takes too long to convert. Open it in its program, save it as a PDF, and upload that.',
  );

export const unsupportedDocument = (): SigningError =>
  new SigningError(
    'office-unsupported',
    'This kind of document cannot be converted. Open it in its program, save it as a PDF, and upload that.',
  );

export const converterMissing = (noun: string): SigningError =>
  new SigningError(
    'office-converter-missing',
    `This is ${noun}, and this server has no office converter. Save it as a PDF and upload that, or ask your administrator to set the converter up.`,
  );

export const converterBusy = (): SigningError =>
  new SigningError(
    'office-converter-unavailable',
    'Many documents are being converted right now. Upload this one again in a minute.',
  );
