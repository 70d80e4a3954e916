import { shownIn } from '../shown-in.js';
import type { Mutations } from './mutation.js';

export const ofSigning: Mutations = {
  'POST /api/v1/signing/sessions': {
    arrange: async ({ api, story }) => {
      const token = await (await story().sent()).link(0);
      return () => api.browser().post('/signing/sessions', { token });
    },
    transactions: [['recipient.link-used']],
  },
  'POST /api/v1/signing/open': {
    arrange: async ({ story }) => {
      const signer = await (await story().sent()).signer(0);
      return () => signer.post('/signing/open');
    },
    transactions: [['recipient.opened']],
  },
  'POST /api/v1/signing/pages': {
    arrange: async ({ story }) => {
      const signer = await (await story().sent()).signer(0);
      await signer.post('/signing/open');
      const [shown] = shownIn((await signer.get('/signing')).json);
      const body = { documentId: shown?.documentId, pageNumbers: [1] };
      return () => signer.post('/signing/pages', body);
    },
    transactions: [['recipient.pages-shown']],
  },
  'POST /api/v1/signing/consent': {
    arrange: async ({ story }) => {
      const signer = await (await story().sent()).signer(0);
      await signer.post('/signing/open');
      const state = (await signer.get('/signing')).json;
      const body = { version: state.consent?.version, documents: shownIn(state) };
      return () => signer.post('/signing/consent', body);
    },
    transactions: [['recipient.consented']],
  },
  'PUT /api/v1/signing/fields/:id': {
    arrange: async ({ story }) => {
      const signer = await (await story().sent()).signer(0);
      const state = (await signer.get('/signing')).json;
      await signer.post('/signing/consent', { version: state.consent?.version, documents: shownIn(state) });
      const [field] = state.fields as unknown as { id: string }[];
      const body = { value: { kind: 'typed', text: 'Person 0' } };
      return () => signer.send(`/signing/fields/${field?.id ?? ''}`, { method: 'PUT', body });
    },
    transactions: [['recipient.filled']],
  },
  'POST /api/v1/signing/complete': {
    arrange: async ({ story }) => {
      const { browser, documents } = await (await story().sent()).signerReady(0);
      return () => browser.post('/signing/complete', { documents });
    },
    transactions: [['recipient.signed', 'envelope.sealing-started']],
  },
  'POST /api/v1/signing/decline': {
    arrange: async ({ story }) => {
      const signer = await (await story().sent()).signer(0);
      return () => signer.post('/signing/decline', { reason: 'The price is wrong.' });
    },
    transactions: [['recipient.declined', 'envelope.declined']],
  },
  'POST /api/v1/signing/leave': {
    arrange: async ({ story }) => {
      const signer = await (await story().sent()).signer(0);
      return () => signer.post('/signing/leave');
    },
    transactions: [['recipient.session-ended']],
  },
  'POST /api/v1/signing/files/:kind/download': {
    arrange: async ({ story, sql }) => {
      const sent = await story().sent();
      const signer = await sent.signer(0);
      await sent.sign(0);
      // As the sealer would leave it; which bytes it made does not matter here.
      await sql(
        `UPDATE document SET sealed_sha256 = frozen_sha256 WHERE envelope_id = '${sent.id}'`,
        `UPDATE seal SET state = 'leased', fence = fence + 1 WHERE envelope_id = '${sent.id}'`,
        `UPDATE seal SET state = 'done', done_at = now(), sealed_sha256 = (SELECT frozen_sha256 FROM document
           WHERE envelope_id = '${sent.id}') WHERE envelope_id = '${sent.id}'`,
        `UPDATE envelope SET status = 'completed', version = version + 1, completed_at = now() WHERE id = '${sent.id}'`,
      );
      return () => signer.post('/signing/files/sealed/download');
    },
    transactions: [['document.downloaded']],
  },
};
