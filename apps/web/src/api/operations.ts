import type { paths } from './generated/api-types';

type Verb = 'get' | 'post' | 'put' | 'patch' | 'delete';
type NameOf<P> = P extends `/api/v1${infer Path}` ? Path : never;

/** Every operation that the API describes of itself, such as `GET /envelopes/{id}`. */
export type OperationName = {
  [P in keyof paths]: {
    [V in Verb]: paths[P][V] extends object ? `${Uppercase<V>} ${NameOf<P>}` : never;
  }[Verb];
}[keyof paths];

/** The API's description of an operation. */
type Described<N extends OperationName> = {
  [P in keyof paths]: { [V in Verb]: N extends `${Uppercase<V>} ${NameOf<P>}` ? paths[P][V] : never }[Verb];
}[keyof paths];

type JsonIn<T> = T extends { readonly content: { readonly 'application/json': infer Json } } ? Json : never;

/** What an operation answers when all is well. */
export type Answer<N extends OperationName> =
  Described<N> extends { readonly responses: infer Responses }
    ? OrNothing<JsonIn<Responses[keyof Responses & (200 | 201 | 202)]>>
    : never;

type OrNothing<Json> = [Json] extends [never] ? undefined : Json;

type Parameters<N extends OperationName, Where extends string> =
  Described<N> extends { readonly parameters: infer All } ? NonNullable<All[keyof All & Where]> : never;

/** A number may be given as the text it becomes; what is null is left out. */
type Written<Query> = {
  readonly [K in keyof Query]:
    | (NonNullable<Query[K]> extends number ? string : never)
    | Query[K]
    | null
    | undefined;
};

type Need<Key extends string, Value> = [Value] extends [never]
  ? unknown
  : Record<never, never> extends Value
    ? { readonly [K in Key]?: Value }
    : { readonly [K in Key]: Value };

type BodyOf<N extends OperationName> =
  Described<N> extends { readonly requestBody?: infer Body } ? ContentOf<NonNullable<Body>> : never;

type ContentOf<Body> = Body extends { readonly content: { readonly 'multipart/form-data': unknown } }
  ? FormData
  : JsonIn<Body>;

type VersionOf<N extends OperationName> =
  Parameters<N, 'header'> extends infer Headers
    ? Headers extends { readonly 'If-Match': string }
      ? number
      : never
    : never;

/** What an operation has to be given: parts of its path and query, its body, the version it is based on. */
export type Wanted<N extends OperationName> = Need<'path', Parameters<N, 'path'>> &
  Need<'query', Written<Parameters<N, 'query'>>> &
  Need<'body', BodyOf<N>> &
  Need<'version', VersionOf<N>>;
