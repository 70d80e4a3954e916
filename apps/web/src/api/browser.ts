import { makeCall } from './call';

/** Calls the API of the page's own origin with the browser's cookies. */
export const browserCall = makeCall('', async () => ({}));
