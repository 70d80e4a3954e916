/** Every English sentence of the mail that says that an envelope's time ran out. A second language is a second object of this shape. */
export const expiredWords = {
  subject: {
    sender: (title: string) => `Time ran out: “${title}”`,
    recipient: (sender: string, title: string) => `Time ran out: “${title}” from ${sender}`,
  },
  lead: {
    sender: (waitedFor: number) =>
      waitedFor === 1
        ? 'The time for this envelope ran out. One person had not acted, and nobody can any more.'
        : `The time for this envelope ran out. ${waitedFor} people had not acted, and nobody can any more.`,
    signer: (sender: string) =>
      `The time to sign what ${sender} sent you ran out. You have nothing left to do.`,
    approver: (sender: string) =>
      `The time to approve what ${sender} sent you ran out. You have nothing left to do.`,
  },
  button: 'Open the envelope',
  facts: { from: 'From', until: 'Was open until', waitedFor: 'Had not acted' },
  more: (count: number) => `and ${count} more`,
  notes: {
    sender:
      'The links that were mailed no longer work, and reminders have ended. To ask again, send a new envelope; from the page of this one you can keep it as a template first. An audit certificate of what happened is being made.',
    recipient: (sender: string) =>
      `The link you got earlier no longer works. If you still want to act, answer this mail: ${sender} can send it to you again.`,
  },
} as const;
