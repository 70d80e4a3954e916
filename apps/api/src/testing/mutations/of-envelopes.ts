import { smallPdf, warnedPdf } from '../small-pdf.js';
import type { Mutations } from './mutation.js';

const ifVersion = (version: unknown) => ({ 'if-match': `"${String(version)}"` });

export const ofEnvelopes: Mutations = {
  'POST /api/v1/documents': {
    arrange:
      async ({ owner, api }) =>
      () =>
        owner.upload('/documents', 'contract.pdf', smallPdf(api.ids.uuid())),
    transactions: [['document.uploaded']],
  },
  'POST /api/v1/documents/:id/confirm-warnings': {
    arrange: async ({ owner }) => {
      const { json } = await owner.upload('/documents', 'contract.pdf', warnedPdf());
      const path = `/documents/${String(json.id)}/confirm-warnings`;
      return () => owner.post(path, { sha256: json.sha256 });
    },
    transactions: [['document.warnings-confirmed']],
  },
  'POST /api/v1/envelopes': {
    arrange:
      async ({ owner }) =>
      () =>
        owner.post('/envelopes', { title: 'Lease' }),
    transactions: [['envelope.created']],
  },
  'PATCH /api/v1/envelopes/:id': {
    arrange: async ({ owner }) => {
      const { json } = await owner.post('/envelopes', { title: 'Lease' });
      const path = `/envelopes/${String(json.id)}`;
      const body = { title: 'Lease of the garden' };
      return () => owner.send(path, { method: 'PATCH', body, headers: ifVersion(json.version) });
    },
    transactions: [['envelope.edited']],
  },
  'DELETE /api/v1/envelopes/:id': {
    arrange: async ({ owner }) => {
      const { json } = await owner.post('/envelopes', { title: 'Lease' });
      const path = `/envelopes/${String(json.id)}`;
      return () => owner.send(path, { method: 'DELETE', headers: ifVersion(json.version) });
    },
    transactions: [['envelope.deleted-draft']],
  },
  'POST /api/v1/envelopes/:id/send': {
    arrange: async ({ owner, story }) => {
      const draft = await story().draft();
      const headers = ifVersion(draft.envelope.version);
      return () => owner.post(`/envelopes/${draft.id}/send`, undefined, headers);
    },
    transactions: [['envelope.sent']],
  },
  'POST /api/v1/envelopes/:id/void': {
    arrange: async ({ owner, story }) => {
      const sent = await story().sent();
      return () => owner.post(`/envelopes/${sent.id}/void`, { reason: 'A mistake.' });
    },
    transactions: [['envelope.voided']],
  },
  'POST /api/v1/envelopes/:id/seal-again': {
    arrange: async ({ owner, story, sql }) => {
      const sent = await story().sent();
      await sent.sign(0);
      await sql(`UPDATE seal SET state = 'failed', attempts = 3, cause_code = 'blob-damaged', cause_detail = 'Damaged.',
        cause_since = now() WHERE envelope_id = '${sent.id}'`);
      return () => owner.post(`/envelopes/${sent.id}/seal-again`);
    },
    transactions: [['seal.retried']],
  },
  'POST /api/v1/envelopes/:id/recipients/:recipientId/remind': {
    arrange: async ({ owner, story }) => {
      const sent = await story().sent();
      return () => owner.post(`/envelopes/${sent.id}/recipients/${sent.recipientId(0)}/remind`);
    },
    transactions: [['recipient.reminder-asked']],
  },
  'POST /api/v1/envelopes/:id/recipients/:recipientId/reveal-link': {
    arrange: async ({ owner, story }) => {
      const sent = await story().sent();
      return () => owner.post(`/envelopes/${sent.id}/recipients/${sent.recipientId(0)}/reveal-link`);
    },
    transactions: [['recipient.link-revealed']],
  },
  'POST /api/v1/envelopes/:id/files/:kind/download': {
    arrange: async ({ owner, story }) => {
      const sent = await story().sent();
      return () => owner.post(`/envelopes/${sent.id}/files/original/download`);
    },
    transactions: [['document.downloaded']],
  },
};
