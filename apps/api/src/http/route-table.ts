import { RequestMethod, type Type } from '@nestjs/common';
import {
  HTTP_CODE_METADATA,
  METHOD_METADATA,
  PATH_METADATA,
  ROUTE_ARGS_METADATA,
} from '@nestjs/common/constants.js';
import { RouteParamtypes } from '@nestjs/common/enums/route-paramtypes.enum.js';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { z } from 'zod';
import { OPERATION, type Operation, UPLOAD } from './operation.decorator.js';
import { type AccessPolicy, POLICY } from './policy.decorator.js';

/** One route as the router will serve it, with everything its decorators say. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With `:name` for each path parameter, such as `/api/v1/envelopes/:id`. */
  readonly path: string;
  readonly handler: string;
  readonly controller: string;
  readonly policy: AccessPolicy | undefined;
  readonly operation: Operation | undefined;
  readonly takesUpload: boolean;
  readonly status: number;
  readonly body: z.ZodType | undefined;
  readonly query: z.ZodType | undefined;
}

type Handler = (...args: unknown[]) => unknown;

/** Reads every route from the controllers themselves, so that none can be forgotten in a list. */
export function readRoutes(discovery: DiscoveryService): Route[] {
  return discovery
    .getControllers()
    .flatMap(({ instance, metatype }) => (instance && metatype ? routesOf(metatype as Type) : []));
}

/** The routes of one controller class; nothing has to be started for that. */
export function routesOf(controller: Type): Route[] {
  const prototype: Record<string, Handler> = controller.prototype;
  const base = firstPath(Reflect.getMetadata(PATH_METADATA, controller));
  return new MetadataScanner().getAllMethodNames(prototype).flatMap((name) => {
    const handler = prototype[name];
    const path = handler && Reflect.getMetadata(PATH_METADATA, handler);
    if (handler === undefined || path === undefined) return [];
    return [toRoute(controller, handler, name, join(base, firstPath(path)))];
  });
}

function toRoute(metatype: object, handler: Handler, name: string, path: string): Route {
  const verb = RequestMethod[Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod];
  const method = verb as Route['method'];
  const policy = Reflect.getMetadata(POLICY, handler) ?? Reflect.getMetadata(POLICY, metatype);
  const schemas = argumentSchemas(metatype, name);
  return {
    method,
    path,
    handler: name,
    controller: (metatype as { name: string }).name,
    policy,
    operation: Reflect.getMetadata(OPERATION, handler),
    takesUpload: Reflect.getMetadata(UPLOAD, handler) === true,
    status: Reflect.getMetadata(HTTP_CODE_METADATA, handler) ?? (method === 'POST' ? 201 : 200),
    body: schemas.get(RouteParamtypes.BODY),
    query: schemas.get(RouteParamtypes.QUERY),
  };
}

/** Nest keeps parameters as `<kind>:<index>` → { schema }. */
function argumentSchemas(metatype: object, handlerName: string): Map<number, z.ZodType> {
  const parameters: Record<string, { schema?: unknown }> =
    Reflect.getMetadata(ROUTE_ARGS_METADATA, metatype, handlerName) ?? {};
  const schemas = new Map<number, z.ZodType>();
  for (const [key, { schema }] of Object.entries(parameters)) {
    if (schema instanceof z.ZodType) schemas.set(Number(key.split(':')[0]), schema);
  }
  return schemas;
}

function firstPath(path: string | string[] | undefined): string {
  return (Array.isArray(path) ? path[0] : path) ?? '';
}

function join(base: string, path: string): string {
  const parts = `${base}/${path}`.split('/').filter((part) => part !== '');
  return `/${parts.join('/')}`;
}
