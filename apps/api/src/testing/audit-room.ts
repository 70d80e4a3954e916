import type { ApiBrowser, LooseJson } from './api-browser.js';
import { type ApiInstance, createApiInstance, type TestUser } from './api-instance.js';
import { ApiStory } from './api-story.js';
import { createTestLog, type TestLog } from './test-log.js';

export interface TakenFile {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
}

/** An organisation with a sent envelope, a log, and everybody who may or may not read its evidence. */
export interface AuditRoom {
  readonly api: ApiInstance;
  readonly log: TestLog;
  readonly owner: TestUser;
  readonly admin: ApiBrowser;
  readonly auditor: ApiBrowser;
  /** Owner of another organisation. */
  readonly stranger: ApiBrowser;
  readonly story: ApiStory;
  /** SQL as a superuser, in the unit of work of the organisation. */
  inOwn(sql: string): Promise<Record<string, unknown>[]>;
  eventsOf(stream: string): Promise<{ type: string; data: Record<string, unknown> }[]>;
  /** The organisation's own chain. */
  ownEvents(): Promise<{ type: string; data: Record<string, unknown> }[]>;
  find(body: object, browser?: ApiBrowser): Promise<LooseJson>;
  /** Asks for a file, and keeps its bytes as they are. */
  take(path: string, body: object, browser?: ApiBrowser): Promise<TakenFile>;
  close(): Promise<void>;
}

export async function createAuditRoom(): Promise<AuditRoom> {
  const api = await createApiInstance();
  const log = await createTestLog(api.database, api.logDir);
  const owner = await api.addOrganisation();
  const admin = await api.signIn(owner);
  const story = await new ApiStory(api, admin, owner).sent();
  const auditor = await api.signIn(await runningAuditor(api, owner));
  const stranger = await api.signIn(await api.addOrganisation());
  const eventsOf = (stream: string) => readEvents(api, stream);
  return {
    ...{ api, log, owner, admin, auditor, stranger, story, eventsOf },
    inOwn: (sql) => api.database.query('admin', inside(owner, sql)),
    ownEvents: () => eventsOf(`organisation:${owner.organisationId}`),
    find: async (body, browser = auditor) => (await browser.post('/audit/searches', body)).json,
    take: (path, body, browser = auditor) => takeFile(api, path, body, browser),
    close: async () => {
      await log.close();
      await api.close();
    },
  };
}

/** An auditor of the same organisation whose time runs for ten days. */
export async function runningAuditor(api: ApiInstance, owner: TestUser): Promise<TestUser> {
  const user = await api.addUser(owner.organisationId, 'auditor');
  await api.database.query(
    'admin',
    inside(
      owner,
      `INSERT INTO auditor_grant (id, organisation_id, user_id, reason, granted_by, starts_at, expires_at)
       VALUES ('${api.ids.uuid()}', '${owner.organisationId}', '${user.userId}', 'Audit', '${owner.userId}', now(),
         now() + interval '10 days')`,
    ),
  );
  return user;
}

export function idsIn(answer: LooseJson): string[] {
  return (answer.items as unknown as { id: string }[]).map(({ id }) => id);
}

const inside = ({ organisationId }: TestUser, sql: string) =>
  `SELECT set_config('app.organisation', '${organisationId}', false); ${sql}`;

async function readEvents(api: ApiInstance, stream: string) {
  const rows = await api.database.query(
    'admin',
    `SELECT type, convert_from(bytes, 'UTF8')::jsonb -> 'data' AS data FROM audit_event
     WHERE stream = '${stream}' ORDER BY seq`,
  );
  return rows as { type: string; data: Record<string, unknown> }[];
}

async function takeFile(
  api: ApiInstance,
  path: string,
  body: object,
  browser: ApiBrowser,
): Promise<TakenFile> {
  const response = await fetch(`${api.origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: api.origin, cookie: browser.cookieHeader() },
    body: JSON.stringify(body),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes };
}
