import type { ApiAnswer, ApiBrowser } from '../api-browser.js';
import type { ApiInstance, TestUser } from '../api-instance.js';
import { ApiStory } from '../api-story.js';

/** What a mutation may be arranged with: an organisation of its own, with its owner signed in. */
export interface World {
  readonly api: ApiInstance;
  readonly user: TestUser;
  readonly owner: ApiBrowser;
  /** A new story of the owner: `(await world.story()).sent()`. */
  story(): ApiStory;
  /** Statements of a superuser inside the organisation. */
  sql(...statements: string[]): Promise<void>;
}

export type Act = () => Promise<ApiAnswer>;

/**
 * One mutating route as it is performed for real. `arrange` brings about what it needs, and gives back the one request.
 * `transactions`: for each transaction that changes state, the types of the events appended in it, in order.
 */
export interface Mutation {
  /** Set where the act is about something the organisation has once, so that nobody else may use the world. */
  readonly alone?: true;
  readonly arrange: (world: World) => Promise<Act>;
  readonly transactions: readonly (readonly string[])[];
}

/** A route that must not be GET but changes nothing: why it is so. It is performed too, and must leave no write behind. */
export interface Inert {
  readonly arrange: (world: World) => Promise<Act>;
  readonly writesNothing: string;
}

/** By method and path, as in `POST /api/v1/envelopes`. */
export type Mutations = Readonly<Record<string, Mutation | Inert>>;

export async function newWorld(api: ApiInstance): Promise<World> {
  const user = await api.addOrganisation();
  const owner = await api.signIn(user);
  return {
    ...{ api, user, owner },
    story: () => new ApiStory(api, owner, user),
    sql: async (...statements) => {
      const scope = `SELECT set_config('app.organisation', '${user.organisationId}', true)`;
      await api.database.query('admin', `BEGIN; ${[scope, ...statements].join('; ')}; COMMIT`);
    },
  };
}
