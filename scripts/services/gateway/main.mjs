// The gateway process. Reads GATEWAY_HOST, GATEWAY_PORT, API_ORIGIN, WEB_ORIGIN.
import { createGateway } from './gateway.mjs';

const {
  GATEWAY_HOST = 'localhost',
  GATEWAY_PORT = '3000',
  API_ORIGIN = '',
  WEB_ORIGIN = '',
  PUBLIC_URL = '',
} = process.env;
const scheme = PUBLIC_URL.startsWith('https:') ? 'https' : 'http';
// "localhost" is two addresses; some browsers try ::1 first, and a machine may have no IPv6 at all.
const hosts = GATEWAY_HOST === 'localhost' ? ['127.0.0.1', '::1'] : [GATEWAY_HOST];

for (const [position, host] of hosts.entries()) {
  const server = createGateway({ apiOrigin: API_ORIGIN, webOrigin: WEB_ORIGIN, scheme });
  server.on('error', (error) => {
    if (position > 0) return;
    console.error(error.message);
    process.exit(1);
  });
  server.listen(Number(GATEWAY_PORT), host);
}
process.on('SIGTERM', () => process.exit(0));
