import type { Mutations } from './mutation.js';

export const ofLog: Mutations = {
  'POST /api/v1/log/alarms/:alarmId/acknowledgement': {
    arrange: async ({ api, owner, user, sql }) => {
      const id: string = api.ids.uuid();
      await sql(`INSERT INTO log_alarm (id, organisation_id, fingerprint, code, sentence, raised_at)
        VALUES ('${id}', '${user.organisationId}', '${id}', 'tiles-altered', 'A tile was altered.', now())`);
      return () => owner.post(`/log/alarms/${id}/acknowledgement`, { reason: 'A drill.' });
    },
    transactions: [['log.alarm-acknowledged']],
  },
  'POST /api/v1/held-mails/release': {
    arrange: async ({ owner, user, sql }) => {
      await sql(holdMails(user.organisationId));
      return () => owner.post('/held-mails/release', { kinds: ['send-invitation'], reason: 'A drill.' });
    },
    transactions: [['mails.released']],
  },
  'POST /api/v1/held-mails/discard': {
    arrange: async ({ owner, user, sql }) => {
      await sql(holdMails(user.organisationId));
      return () => owner.post('/held-mails/discard', { reason: 'A drill.' });
    },
    transactions: [['mails.discarded']],
  },
};

const holdMails = (organisationId: string) => `INSERT INTO mail_hold
  (id, organisation_id, fingerprint, cause, detail, held_at, settled)
  VALUES (gen_random_uuid(), '${organisationId}', gen_random_uuid(), 'operator', 'A drill.', now(), '{}')`;
