import { createHash } from 'node:crypto';

/**
 * The statement a recipient agrees to before anything can be filled or signed. It holds what 15 U.S.C. 7001(c)(1) asks
 * to be said: paper, withdrawal and its consequences, scope, how to withdraw and to update contact data, how to get a
 * paper copy, and what hardware and software is needed. A changed text needs a new version: consent is to a text.
 */
const TEXT_2026_1 = [
  'You are asked to read and sign a document electronically instead of on paper.',
  '',
  'What it covers. Your consent covers this envelope only: its document, the notices about it, and the copy you receive when everyone has finished.',
  '',
  'Paper. You have the right to receive and sign this document on paper. To do so, decline here and ask the sender named on this page; whether a paper copy costs anything is up to the sender, and you may ask before you decide.',
  '',
  'Changing your mind. You may withdraw this consent at any time before you finish, without a fee from this service, by choosing “Decline” or by writing to the sender. The envelope then ends. What others signed before stays as it is.',
  '',
  'Your contact data. If your e-mail address changes, tell the sender, who can void this envelope and send you a new one.',
  '',
  'Your copy. When everyone has finished you receive a mail with a link to the sealed PDF, which you can store and print.',
  '',
  'What you need. A current version of Firefox, Chrome, Edge or Safari, an e-mail account, and software that opens PDF files. You can see the document on this page: that shows your device can display it.',
  '',
  'By agreeing you confirm that you can read the document on this device and that you want to sign electronically. Your signature is made later, by an act of its own.',
].join('\n');

export interface ConsentText {
  readonly version: string;
  readonly text: string;
  readonly sha256Hex: string;
}

/** The text in force. */
export const consentText: ConsentText = {
  version: '2026-1',
  text: TEXT_2026_1,
  sha256Hex: createHash('sha256').update(TEXT_2026_1).digest('hex'),
};
