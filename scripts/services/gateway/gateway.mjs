import { Agent, createServer } from 'node:http';
import { createProxyServer } from 'httpxy';
import { unavailablePage } from './unavailable-page.mjs';

const API_PATHS = /^\/((api|log)(\/|$|\?)|(healthz|readyz)($|\?))/;
// What a client says about its own address is only a claim: the api believes these headers from the gateway alone.
const CLAIMS = [
  'forwarded',
  'x-forwarded-for',
  'x-forwarded-host',
  'x-forwarded-port',
  'x-forwarded-proto',
  'x-forwarded-prefix',
  'x-real-ip',
];

/**
 * One public origin in front of api and web, where Caddy stands in production: `/api/*`, `/log/*`, `/healthz` and
 * `/readyz` go to the api, everything else to the web. Paths, bodies and streams pass unchanged.
 *
 * @param {{ apiOrigin: string, webOrigin: string, scheme?: 'http' | 'https' }} options
 * @returns {import('node:http').Server}
 */
export function createGateway({ apiOrigin, webOrigin, scheme = 'http' }) {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 64 });
  const proxy = createProxyServer({ agent, xfwd: false });
  proxy.on('error', (error, request, response) => unavailable(request, response, error));
  proxy.on('proxyReq', (onward, request) => {
    // Node keeps the head until the first piece of the body; what the api refuses by the head would wait as long.
    if (hasBody(request)) onward.flushHeaders();
  });
  const server = createServer((request, response) => {
    stateTheFacts(request, scheme);
    const target = API_PATHS.test(request.url ?? '/') ? apiOrigin : webOrigin;
    proxy.web(request, response, { target }).catch((error) => unavailable(request, response, error));
  });
  // Uploads over slow lines and event streams may take longer than Node's defaults allow.
  server.requestTimeout = 0;
  server.headersTimeout = 30_000;
  server.keepAliveTimeout = 65_000;
  return server;
}

const hasBody = ({ headers }) =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;

function stateTheFacts(request, scheme) {
  for (const name of CLAIMS) delete request.headers[name];
  request.headers['x-forwarded-for'] = (request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  request.headers['x-forwarded-proto'] = scheme;
  if (request.headers.host) request.headers['x-forwarded-host'] = request.headers.host;
}

function unavailable(request, response, error) {
  if (error.code !== 'ECONNREFUSED' && error.code !== 'ECONNRESET') console.error(error.message);
  // The answer had begun (an event stream when the api stopped): cut it, so that the client sees the break.
  if (response.headersSent || response.destroyed) return void response.destroy?.();
  const wantsPage = String(request.headers.accept ?? '').includes('text/html');
  const [type, body] = wantsPage
    ? ['text/html; charset=utf-8', unavailablePage()]
    : ['application/problem+json', PROBLEM];
  response.writeHead(502, {
    'content-type': type,
    'cache-control': 'no-store',
    'retry-after': '2',
    connection: 'close',
  });
  response.end(body);
}

const PROBLEM = JSON.stringify({
  type: '/problems/platform-restarting',
  title: 'The platform is starting or has stopped',
  status: 502,
  code: 'platform-restarting',
  detail: 'The service behind this address does not answer. Nothing was lost; try again in a few seconds.',
});
