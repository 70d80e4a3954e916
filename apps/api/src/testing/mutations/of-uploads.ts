import { smallPdf } from '../small-pdf.js';
import { beginUpload, bytesBody, TUS } from '../tus-requests.js';
import type { Mutations } from './mutation.js';

const why = 'bytes on their way are transport; the finish is what makes a document of them';

export const ofUploads: Mutations = {
  'POST /api/v1/uploads': {
    arrange:
      async ({ owner }) =>
      () =>
        owner.send('/uploads', { method: 'POST', headers: { ...TUS, 'upload-length': '10' } }),
    writesNothing: why,
  },
  'PATCH /api/v1/uploads/:id': {
    arrange: async ({ owner, api }) => {
      const pdf = smallPdf(api.ids.uuid());
      const path = await beginUpload(owner, 'lease.pdf', pdf.byteLength);
      return () => owner.send(path, bytesBody(pdf, 0));
    },
    writesNothing: why,
  },
  'DELETE /api/v1/uploads/:id': {
    arrange: async ({ owner }) => {
      const path = await beginUpload(owner, 'lease.pdf', 10);
      return () => owner.send(path, { method: 'DELETE', headers: TUS });
    },
    writesNothing: why,
  },
  'POST /api/v1/uploads/:id/finish': {
    arrange: async ({ owner, api }) => {
      const pdf = smallPdf(api.ids.uuid());
      const path = await beginUpload(owner, 'lease.pdf', pdf.byteLength);
      await owner.send(path, bytesBody(pdf, 0));
      return () => owner.post(`${path}/finish`);
    },
    transactions: [['document.uploaded']],
  },
};
