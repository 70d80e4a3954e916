import type { JSHandle, Page } from '@playwright/test';

/** What a pointer carries while it drags a file over a page. */
export function fileTransfer(
  page: Page,
  file: { name: string; type: string; bytes: Buffer },
): Promise<JSHandle<DataTransfer>> {
  const { name, type, bytes } = file;
  return page.evaluateHandle(
    ({ name, type, base64 }) => {
      const transfer = new DataTransfer();
      const content = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      transfer.items.add(new File([content], name, { type }));
      return transfer;
    },
    { name, type, base64: bytes.toString('base64') },
  );
}
