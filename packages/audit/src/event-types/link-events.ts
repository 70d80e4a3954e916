import { z } from 'zod';
import { defineEventType } from './define-event-type.js';
import { address, code, userAgent, uuid } from './event-values.js';
import { recipientId, unwrittenCount } from './shared-members.js';

const linkId = uuid.describe('The link; its secret is in no record.');
const linkOrigin = z
  .enum(['mailed', 'revealed'])
  .describe('mailed: sent to the recipient’s address only. revealed: shown to somebody else.');
/** Of whoever came with the link and was not let in: nobody knows who that was, but it is about the recipient. */
const stranger = {
  recipient: {
    fromIp: address.describe('Where the request came from.').meta({ since: 2 }).exactOptional(),
    fromUserAgent: userAgent
      .describe('What the browser or program called itself.')
      .meta({ since: 2 })
      .exactOptional(),
  },
};

/** What becomes of a recipient's links. Loading the page behind one, using it and opening the document are three things. */
export const linkEvents = {
  'recipient.link-refused': defineEventType({
    since: 1,
    streams: ['envelope'],
    meaning: 'Somebody used this recipient’s link when it could no longer, or not yet, be used.',
    data: {
      recipientId,
      code: code.describe('Why it was refused.'),
      unwrittenCount: unwrittenCount.exactOptional(),
    },
    personal: stranger,
    says: (data, { recipient }) => `A link of ${recipient(data.recipientId)} was refused (${data.code})`,
  }),
  'recipient.link-revealed': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning:
      'Whoever acts was shown a link of this recipient; from here on a link no longer shows access to the mailbox.',
    data: { recipientId, linkId },
    says: (data, { who, recipient }) => `${who} was shown the signing link of ${recipient(data.recipientId)}`,
  }),
  'recipient.link-fetched': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning:
      'The page behind this recipient’s link was loaded, by a scanner, a preview or a browser; nobody opened anything by that. Written once for each link and kind of agent.',
    data: {
      recipientId,
      linkId,
      agent: z
        .enum(['scanner', 'unknown'])
        .describe(
          'scanner: a program by its own words. unknown: a browser or a program that calls itself one.',
        ),
    },
    personal: stranger,
    says: (data, { recipient }) =>
      data.agent === 'scanner'
        ? `A mail scanner or preview loaded the link of ${recipient(data.recipientId)}; this is not a view`
        : `The page behind the link of ${recipient(data.recipientId)} was loaded; this is not a view`,
  }),
  'recipient.link-used': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'By a deliberate act the recipient’s link was exchanged for a session of one browser.',
    data: { recipientId, linkId, origin: linkOrigin },
    says: (data, { recipient }) => `${recipient(data.recipientId)} used the ${data.origin} link`,
  }),
  'recipient.session-ended': defineEventType({
    since: 2,
    streams: ['envelope'],
    meaning: 'The recipient ended the session in their browser.',
    data: { recipientId },
    says: (data, { recipient }) => `${recipient(data.recipientId)} left`,
  }),
};
