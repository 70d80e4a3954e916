import { z } from 'zod';
import { openApiParameters } from './openapi-parameters.js';
import type { AccessPolicy } from './policy.decorator.js';
import { type ProblemCode, problemCatalogue } from './problem-catalogue.js';
import type { Route } from './route-table.js';
import { type JsonSchema, SchemaCollection } from './schema-collection.js';

export interface OpenApiDocument {
  readonly openapi: '3.1.1';
  readonly info: Readonly<Record<string, unknown>>;
  readonly servers: readonly { readonly url: string }[];
  readonly tags: readonly { readonly name: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components: Readonly<Record<string, unknown>>;
}

/** The API described from the very routes and zod schemas that serve it (OpenAPI 3.1, JSON Schema 2020-12). */
export function describeApi(routes: readonly Route[], origin: string): OpenApiDocument {
  const schemas = new SchemaCollection();
  const paths: Record<string, Record<string, unknown>> = {};
  const described = routes.filter(
    (route) => route.path.startsWith('/api/v1') && route.operation !== undefined,
  );
  for (const route of described) {
    const path = route.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route, schemas) };
  }
  const problem = schemas.take(problemDocument, 'output');
  return {
    openapi: '3.1.1',
    info: {
      title: 'Sealwright',
      version: '1',
      description: INTRODUCTION,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: origin }],
    tags: [...new Set(described.map(tagOf))].map((name) => ({ name })),
    paths,
    components: {
      schemas: schemas.all(),
      responses: {
        Problem: {
          description: 'What went wrong (RFC 9457)',
          content: { 'application/problem+json': { schema: problem } },
        },
      },
      securitySchemes: {
        apiKey: { type: 'http', scheme: 'bearer', description: 'An API key: sw_…' },
        session: { type: 'apiKey', in: 'cookie', name: 'sealwright.session_token' },
        signer: { type: 'apiKey', in: 'cookie', name: 'sealwright-signer' },
      },
    },
  };
}

const INTRODUCTION = [
  'Send documents, have them signed, and take the sealed result.',
  'Problems are RFC 9457 documents with a stable `code`. Every POST honours `Idempotency-Key`.',
  'Changes of a draft need `If-Match` with the ETag last read. Lists answer `nextCursor`; pass it as `cursor`.',
].join('\n\n');

const problemDocument = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string(),
    code: z.string().optional(),
    errors: z
      .array(z.object({ pointer: z.string(), detail: z.string(), code: z.string().optional() }))
      .optional(),
  })
  .meta({ id: 'Problem' });

function describeRoute(route: Route, schemas: SchemaCollection) {
  const { operation } = route;
  return {
    operationId: `${route.controller.replace(/Controller$/, '')}.${route.handler}`,
    tags: [tagOf(route)],
    summary: operation?.summary,
    ...(operation?.description && { description: operation.description }),
    security: securityOf(route.policy),
    parameters: openApiParameters(route),
    ...bodyOf(route, schemas),
    responses: { [route.status]: answerOf(route, schemas), ...problemsOf(route) },
  };
}

function bodyOf(route: Route, schemas: SchemaCollection) {
  if (route.takesUpload) {
    const file = { type: 'string', contentMediaType: 'application/octet-stream' };
    const schema = { type: 'object', properties: { file }, required: ['file'] };
    return { requestBody: { required: true, content: { 'multipart/form-data': { schema } } } };
  }
  if (route.body === undefined) return {};
  const schema = schemas.take(route.body, 'input');
  // A body that may be left out has a default.
  const required = !route.body.safeParse(undefined).success;
  return { requestBody: { required, content: { 'application/json': { schema } } } };
}

function answerOf({ operation, status }: Route, schemas: SchemaCollection) {
  if (operation?.answer !== undefined) {
    const schema: JsonSchema = schemas.take(operation.answer, 'output');
    return { description: 'Done', content: { 'application/json': { schema } } };
  }
  if (operation?.file !== undefined) return { description: 'The file', content: { [operation.file]: {} } };
  return { description: status === 204 ? 'Done, nothing to answer' : 'Done' };
}

/** One entry per status, naming the codes it stands for. */
function problemsOf(route: Route) {
  const codes = new Set<ProblemCode>(route.operation?.problems);
  if (route.body !== undefined || route.query !== undefined) codes.add('validation-failed');
  if (route.path.includes(':')) codes.add('not-found');
  if (route.operation?.versioned) codes.add('version-conflict').add('version-missing');
  for (const code of policyProblems(route.policy)) codes.add(code);
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of codes) {
    const { status } = problemCatalogue[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const content = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return Object.fromEntries(
    [...byStatus].map(([status, named]) => [status, { description: named.join(', '), content }]),
  );
}

function policyProblems(policy: AccessPolicy | undefined): readonly ProblemCode[] {
  switch (policy?.who) {
    case 'member':
      return policy.scope === null
        ? ['unauthenticated']
        : ['unauthenticated', 'api-key-invalid', 'scope-missing'];
    case 'admin':
      return ['unauthenticated', 'forbidden'];
    case 'auditor':
      return ['unauthenticated', 'forbidden', 'auditor-access-ended'];
    case 'anybody-here':
      return ['unauthenticated', 'api-key-invalid', 'auditor-access-ended'];
    case 'signer':
      return ['signer-session-missing'];
    default:
      return [];
  }
}

function securityOf(policy: AccessPolicy | undefined): readonly Record<string, readonly string[]>[] {
  switch (policy?.who) {
    case 'member':
      return [{ apiKey: policy.scope === null ? [] : [policy.scope] }, { session: [] }];
    case 'anybody-here':
      return [{ apiKey: [] }, { session: [] }];
    case 'admin':
    case 'auditor':
      return [{ session: [] }];
    case 'signer':
      return [{ signer: [] }];
    default:
      return [];
  }
}

/** The first part of the path after the version: envelopes, signing, templates … */
function tagOf(route: Route): string {
  return route.path.split('/')[3] ?? 'other';
}
