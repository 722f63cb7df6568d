import { createHash } from 'node:crypto';
import type { FactoryConfig } from '../engine/factory-config.ts';
import { UserError } from '../engine/user-error.ts';
import { createAnthropicModel } from '../models/anthropic.ts';
import { byEndpoint } from '../models/by-endpoint.ts';
import { type NamedEndpoint, normaliseBaseUrl } from '../models/endpoint.ts';
import type { CallModel } from '../models/port.ts';

/** Where calls that name no endpoint go, and with which key. */
export interface Usual {
  baseUrl: string;
  apiKey: string;
}

/** The way to all endpoints of a content directory. */
export interface Endpoints {
  callModel: CallModel;
  /** Whose limits those of an endpoint are; holds no secret. */
  accountOf(endpoint: string | undefined): string;
}

/** The usual endpoint and the named ones of factory.json, each with its key. Throws where one cannot work. */
export function openEndpoints(
  { endpoint, endpoints }: FactoryConfig,
  usual: Usual,
  env: NodeJS.ProcessEnv,
): Endpoints {
  const accounts = new Map([[undefined as string | undefined, accountOf(usual)]]);
  const calls = new Map<string, CallModel>();
  for (const [name, { baseUrl, keyVariable, ...settings }] of Object.entries(endpoints)) {
    const apiKey = keyOf(name, keyVariable, env);
    const account = accountOf({ baseUrl: normaliseBaseUrl(baseUrl), apiKey });
    const twin = [...accounts].find(([, one]) => one === account);
    if (twin) throw sameTwice(name, twin[0]);
    accounts.set(name, account);
    calls.set(name, createAnthropicModel({ apiKey, baseUrl, endpoint: settings }));
  }
  const model = createAnthropicModel({ ...usual, endpoint });
  return { callModel: byEndpoint(model, calls), accountOf: (name) => accounts.get(name) ?? '' };
}

/** In a rehearsal all endpoints are the rehearsal's: nothing goes anywhere else. */
export function rehearseEndpoints(
  { endpoint, endpoints }: FactoryConfig,
  baseUrl: string,
): Endpoints {
  const open = (settings: FactoryConfig['endpoint'], name = '') =>
    createAnthropicModel({ apiKey: `rehearsal${name}`, baseUrl, endpoint: settings });
  const calls = Object.entries(endpoints).map(([name, named]): [string, CallModel] => [
    name,
    open(settingsOf(named), `-${name}`),
  ]);
  return {
    callModel: byEndpoint(open(endpoint), new Map(calls)),
    // Its address is another one each time, its limits are not.
    accountOf: (name) => (name === undefined ? 'rehearsal' : `rehearsal-${name}`),
  };
}

function settingsOf({ baseUrl: _, keyVariable: __, ...settings }: NamedEndpoint) {
  return settings;
}

function keyOf(name: string, variable: string, env: NodeJS.ProcessEnv): string {
  const key = env[variable];
  if (key) return key;
  throw new UserError(
    `No API key for the endpoint "${name}" of factory.json: expected one in ${variable}. Set it (export ${variable}=…), or take the endpoint out of factory.json and its routes.`,
  );
}

/** Of address and key, too short to tell anything of either. */
function accountOf({ baseUrl, apiKey }: Usual): string {
  return createHash('sha256').update(`${baseUrl}\n${apiKey}`).digest('hex').slice(0, 8);
}

function sameTwice(name: string, twin: string | undefined): UserError {
  const other = twin === undefined ? 'the usual one' : `"${twin}"`;
  return new UserError(
    `The endpoint "${name}" of factory.json is ${other} once more, by address and key: expected another, since both would share their limits without knowing. Take one out.`,
  );
}
