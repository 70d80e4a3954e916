import type { EventTypeName } from '../event-types/registry.js';

/** What another product records, and the types of ours that say it; or why there is none. */
export type Comparison =
  | {
      readonly theirs: string;
      readonly ours: readonly [EventTypeName, ...EventTypeName[]];
      readonly note?: string;
    }
  | { readonly theirs: string; readonly ours: null; readonly why: string };

const none = (theirs: string, why: string): Comparison => ({ theirs, ours: null, why });
const same = (theirs: string, ...ours: [EventTypeName, ...EventTypeName[]]): Comparison => ({ theirs, ours });

const NO_SMS = 'Nothing is sent by SMS.';
const NO_REMOTE_SIGNING = 'No remote signing service; the seal is made by the own token (`seal.*`).';
const NO_SECOND_FACTOR = 'There is no second factor for recipients yet.';

/** `types/document-audit-logs.ts`, version 2.17.0, and `UserSecurityAuditLogType`. */
export const documenso: readonly Comparison[] = [
  {
    theirs: 'EMAIL_SENT',
    ours: ['recipient.invited', 'recipient.reminded', 'recipient.notified', 'sender.notified'],
    note: 'Ours is written when the mail server has accepted the mail.',
  },
  same('FIELD_CREATED, FIELD_UPDATED, FIELD_DELETED', 'envelope.edited'),
  same('RECIPIENT_CREATED, RECIPIENT_UPDATED, RECIPIENT_DELETED', 'envelope.edited'),
  same('ENVELOPE_ITEM_CREATED, _UPDATED, _DELETED, _PDF_REPLACED', 'document.uploaded', 'envelope.edited'),
  same('DOCUMENT_CREATED', 'envelope.created'),
  same('DOCUMENT_SENT', 'envelope.sent'),
  same('DOCUMENT_COMPLETED', 'envelope.completed', 'seal.intended', 'seal.signed'),
  same('DOCUMENT_DELETED', 'envelope.deleted-draft'),
  same('DOCUMENT_CANCELLED', 'envelope.voided'),
  same('DOCUMENT_FIELD_INSERTED, DOCUMENT_FIELD_UNINSERTED', 'recipient.filled'),
  same('DOCUMENT_FIELD_PREFILLED, DOCUMENT_FIELDS_AUTO_INSERTED', 'envelope.edited', 'envelope.sent'),
  same('DOCUMENT_META_UPDATED, DOCUMENT_TITLE_UPDATED', 'envelope.edited'),
  {
    theirs: 'DOCUMENT_OPENED, DOCUMENT_VIEWED',
    ours: ['recipient.link-fetched', 'recipient.link-used', 'recipient.opened', 'recipient.pages-shown'],
    note: 'Theirs is written when a page is loaded, also by a mail scanner; ours keeps the four apart.',
  },
  same('DOCUMENT_RECIPIENT_COMPLETED', 'recipient.signed', 'recipient.approved'),
  same('DOCUMENT_RECIPIENT_REJECTED', 'recipient.declined', 'envelope.declined'),
  same('DOCUMENT_RECIPIENT_EXPIRED', 'envelope.expired'),
  none(
    'DOCUMENT_VISIBILITY_UPDATED, DOCUMENT_MOVED_TO_TEAM',
    'Every member of an organisation sees its envelopes.',
  ),
  none('DOCUMENT_GLOBAL_AUTH_ACCESS_UPDATED, _ACTION_UPDATED', NO_SECOND_FACTOR),
  none('DOCUMENT_ACCESS_AUTH_2FA_REQUESTED, _VALIDATED, _FAILED', NO_SECOND_FACTOR),
  none('DOCUMENT_EXTERNAL_ID_UPDATED', 'Envelopes have no id of somebody else’s.'),
  none('DOCUMENT_DELEGATED_OWNER_CREATED', 'Nobody sends for somebody else.'),
  none('DOCUMENT_RECIPIENT_CSC_…', NO_REMOTE_SIGNING),
  same(
    'SIGN_IN, SIGN_IN_FAIL, SIGN_OUT, SESSION_REVOKED',
    'account.signed-in',
    'account.sign-in-failed',
    'account.signed-out',
  ),
  same('PASSWORD_UPDATE', 'account.password-changed', 'account.password-change-refused'),
  none(
    'PASSKEY_…, SIGN_IN_PASSKEY_FAIL, AUTH_2FA_…, SIGN_IN_2FA_FAIL, …_SSO_…',
    'Accounts sign in with a password.',
  ),
];

/** `app/models/submission_event.rb`. */
export const docuseal: readonly Comparison[] = [
  same('send_email, send_reminder_email', 'recipient.invited', 'recipient.reminded', 'recipient.notified'),
  {
    theirs: 'bounce_email',
    ours: ['recipient.delivery-deferred', 'recipient.delivery-failed', 'sender.delivery-failed'],
    note: 'As far as the mail server says so while it takes the mail. A bounce that comes later goes to the mailbox of MAIL_FROM, which nobody here reads.',
  },
  none('complaint_email', 'Comes from a mail provider’s feedback loop, which a self-hosted server has not.'),
  none('open_email', 'Our mails carry no tracking picture.'),
  same('click_email', 'recipient.link-fetched', 'recipient.link-used'),
  none('send_sms, send_2fa_sms, click_sms, phone_verified', NO_SMS),
  same('start_form, view_form', 'recipient.opened', 'recipient.pages-shown'),
  none('start_verification, complete_verification', 'Nobody’s identity document is checked.'),
  none('invite_party', 'Recipients are named before sending.'),
  same('complete_form', 'recipient.signed', 'recipient.approved'),
  none('api_complete_form', 'Nobody can sign for a recipient, by whatever way.'),
  same('decline_form', 'recipient.declined'),
  same(
    'original and result hash (audit trail PDF)',
    'envelope.sent',
    'envelope.completed',
    'document.downloaded',
  ),
];
