import { createHash } from 'node:crypto';

/** A statement a recipient agrees to. `sha256Hex` is over its UTF-8 bytes; version and hash go into the record. */
export interface ConsentText {
  readonly version: string;
  readonly text: string;
  readonly sha256Hex: string;
}

/*
 * What is agreed to before anything can be filled or signed. It holds what 15 U.S.C. 7001(c)(1) asks to be said: paper,
 * withdrawal and its consequences, scope, how to withdraw and to update contact data, how to get a paper copy, and what
 * hardware and software is needed. Consent is to a text: a changed one needs a new version, and docs/consent-texts.md
 * keeps every text that was ever in force.
 */
const FOR_ONE_DOCUMENT = consentText('2026-2', [
  'You are asked to read a document and to sign or approve it electronically instead of on paper.',
  'What it covers. Your consent covers this envelope only: its document, the notices about it, and the copy you receive when everyone has finished.',
  'Paper. You have the right to receive and sign this document on paper. To do so, decline here and ask the sender named on this page; whether a paper copy costs anything is up to the sender, and you may ask before you decide.',
  'Changing your mind. You may withdraw this consent at any time before you finish, without a fee from this service, by choosing “Decline” or by writing to the sender. The envelope then ends. What others signed before stays as it is.',
  'Your contact data. If your e-mail address changes, tell the sender, who can void this envelope and send you a new one.',
  'Your copy. When everyone has finished you receive a mail with a link to the sealed PDF, which you can store and print.',
  'What you need. A current version of Firefox, Chrome, Edge or Safari, an e-mail account, and software that opens PDF files. You can see the document on this page: that shows your device can display it.',
  'By agreeing you confirm that you can read the document on this device and that you want to sign or approve it electronically. You do that later, by an act of its own.',
]);

const FOR_SEVERAL_DOCUMENTS = consentText('2026-2-several', [
  'You are asked to read the documents of this envelope and to sign or approve all of them electronically instead of on paper.',
  'What it covers. Your consent covers this envelope only: every document in it, the notices about it, and the copies you receive when everyone has finished.',
  'Paper. You have the right to receive and sign these documents on paper. To do so, decline here and ask the sender named on this page; whether paper copies cost anything is up to the sender, and you may ask before you decide.',
  'All or none. You sign or approve all documents of this envelope with one act. If you do not want to act on one of them, decline here and tell the sender which; nothing is then signed by you.',
  'Changing your mind. You may withdraw this consent at any time before you finish, without a fee from this service, by choosing “Decline” or by writing to the sender. The envelope then ends. What others signed before stays as it is.',
  'Your contact data. If your e-mail address changes, tell the sender, who can void this envelope and send you a new one.',
  'Your copies. When everyone has finished you receive a mail with a link to the sealed PDFs, one for each document, which you can store and print.',
  'What you need. A current version of Firefox, Chrome, Edge or Safari, an e-mail account, and software that opens PDF files. You can see the documents on this page: that shows your device can display them.',
  'By agreeing you confirm that you can read the documents on this device and that you want to sign or approve them electronically. You do that later, by an act of its own.',
]);

/** The text in force for an envelope with so many documents. */
export function consentTextFor(documentCount: number): ConsentText {
  return documentCount > 1 ? FOR_SEVERAL_DOCUMENTS : FOR_ONE_DOCUMENT;
}

function consentText(version: string, paragraphs: readonly string[]): ConsentText {
  const text = paragraphs.join('\n\n');
  return { version, text, sha256Hex: createHash('sha256').update(text).digest('hex') };
}
