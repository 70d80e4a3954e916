import { z } from 'zod';
import type { Route } from './route-table.js';

/** Path, query and header parameters of a route. */
export function openApiParameters(route: Route): readonly Record<string, unknown>[] {
  return [...pathParameters(route), ...queryParameters(route), ...headerParameters(route)];
}

function pathParameters({ path }: Route) {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: name === 'pageNumber' ? { type: 'integer', minimum: 1 } : { type: 'string' },
  }));
}

function queryParameters({ query }: Route) {
  if (!(query instanceof z.ZodObject)) return [];
  const json = z.toJSONSchema(query, { io: 'input' });
  const required = new Set(json.required ?? []);
  return Object.entries(json.properties ?? {}).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.has(name),
    schema,
  }));
}

function headerParameters({ method, operation, policy }: Route) {
  const headers: Record<string, unknown>[] = [];
  if (operation?.versioned) {
    headers.push({
      ...{ name: 'If-Match', in: 'header', required: true },
      description: 'The ETag last read, such as "3"',
      schema: { type: 'string' },
    });
  }
  if (method === 'POST' && policy?.who !== 'everyone') {
    headers.push({
      ...{ name: 'Idempotency-Key', in: 'header', required: false },
      description: 'The same key for the same request gives the same answer for 24 hours',
      schema: { type: 'string', minLength: 8, maxLength: 128 },
    });
  }
  return headers;
}
