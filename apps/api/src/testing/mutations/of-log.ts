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
};
