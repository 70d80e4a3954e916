/** Every English sentence of our mails. A second language is a second object of this shape. */
export const mailWords = {
  asked: {
    signer: (sender: string, title: string) => `${sender} asks you to sign “${title}”`,
    approver: (sender: string, title: string) => `${sender} asks you to approve “${title}”`,
  },
  reminder: (subject: string) => `Reminder: ${subject}`,
  askedLead: {
    signer: (sender: string, count: number) => `${sender} asks you to read and sign ${these(count)}.`,
    approver: (sender: string, count: number) => `${sender} asks you to read and approve ${these(count)}.`,
  },
  reminderLead: (sender: string) => `${sender} is still waiting for you.`,
  askedButton: { signer: 'Review and sign', approver: 'Review and approve' },
  linkIsYours:
    'This link is yours alone and stands for you: do not forward this mail. If somebody else should act, answer it and say who.',
  nothingHappens: {
    signer: 'Opening the link changes nothing. Nothing is signed until you say so.',
    approver: 'Opening the link changes nothing. Nothing is approved until you say so.',
  },

  completedSubject: (title: string) => `Completed: “${title}”`,
  completedLead: {
    sender: (_sender: string, count: number) =>
      count > 1
        ? `Everyone has acted. All ${count} documents are sealed and ready to download.`
        : 'Everyone has acted. The document is sealed and ready to download.',
    signer: (_sender: string, count: number) => `Everyone has acted. ${yourCopies(count)} ready to download.`,
    approver: (_sender: string, count: number) =>
      `Everyone has acted. ${yourCopies(count)} ready to download.`,
    copy: (sender: string, count: number) =>
      `${sender} wants you to have a copy of ${count > 1 ? `these ${count} finished documents` : 'this finished document'}.`,
  },
  completedButton: {
    recipient: (count: number) => `Download the sealed document${count > 1 ? 's' : ''}`,
    sender: 'Open the envelope',
  },
  completedSeal: (count: number) =>
    `${count > 1 ? 'Each file' : 'The file'} carries an electronic seal. Any change after sealing shows in a PDF reader that checks signatures.`,
  completedCertificate: {
    sender: 'The audit certificate lists what happened and when. It follows on the same page a moment later.',
    recipient: (sender: string) =>
      `An audit certificate lists what happened and when. ${sender} has it: answer this mail if you need it.`,
  },
  completedGrows: (byteLength: number) =>
    `Timestamps are added behind the seal from time to time. The first ${byteLength.toLocaleString('en')} bytes of the file keep the fingerprint above.`,

  completedGrowMany:
    'Timestamps are added behind each seal from time to time. What a file was before keeps its fingerprint above.',

  declinedSubject: (who: string, title: string) => `${who} declined “${title}”`,
  declinedLead: {
    sender: (who: string) => `${who} declined. Nobody else can sign this envelope any more.`,
    others: (who: string) => `${who} declined. You have nothing left to do.`,
  },
  declinedButton: 'Open the envelope',

  voidedSubject: (sender: string, title: string) => `Withdrawn: “${title}” from ${sender}`,
  voidedLead: (sender: string) =>
    `${sender} withdrew this envelope. You have nothing left to do, and the earlier link no longer works.`,

  auditor: {
    subject: (organisation: string) => `${organisation} gave you access to its signing records`,
    heading: (organisation: string) => `Audit access to ${organisation}`,
    lead: (admin: string, organisation: string) =>
      `${admin} gave you access to read the signing records of ${organisation}: envelopes, their stories, and the evidence for each.`,
    setPassword: 'Set a password',
    signIn: 'Open the audit room',
    anAdministrator: 'An administrator',
    onceUntil: (moment: string) =>
      `The link works once, until ${moment}. Afterwards sign in with your password.`,
    readingIsRecorded: 'You can read and download; you cannot change anything. What you read is recorded.',
    facts: { reason: 'For', until: 'Until', account: 'Your account' },
    footer: (admin: string, organisation: string, email: string) => [
      `Sealwright sent this to ${email} because ${admin} at ${organisation} asked for it.`,
      'Not expecting it? Ignore it: without a password the account opens nothing.',
    ],
  },

  facts: {
    documentOf: (number: number, total: number) => `Document ${number} of ${total}`,
    from: 'From',
    to: 'For',
    until: 'Open until',
    fingerprint: 'SHA-256 of the sealed file',
    shown: 'Fingerprint',
    finished: 'Finished',
    declined: 'Declined',
    withdrawn: 'Withdrawn',
  },
  quoteFrom: (who: string) => `${who} wrote`,
  reasonFrom: (who: string) => `Reason given by ${who}`,
  footer: {
    recipient: (sender: string, organisation: string, senderEmail: string, recipientEmail: string) => [
      `${sender} at ${organisation} (${senderEmail}) sent this to ${recipientEmail} with Sealwright.`,
      'Answer this mail to reach the sender.',
    ],
    notExpected: 'Not expecting it? Ignore it: nothing happens without you.',
    sender: (senderEmail: string) => [
      `Sealwright sent this to ${senderEmail} because you sent the envelope.`,
    ],
  },
} as const;

function these(count: number): string {
  return count > 1 ? `these ${count} documents` : 'this document';
}

function yourCopies(count: number): string {
  return count > 1 ? `Your ${count} sealed copies are` : 'Your sealed copy is';
}
