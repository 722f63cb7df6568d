import type { FactoryConfig } from '../engine/factory-config.ts';
import { errorMessage, UserError } from '../engine/user-error.ts';
import { normaliseBaseUrl } from '../models/endpoint.ts';
import type { RegisteredProduct } from '../products/registry.ts';
import { namesApiKey, readApiKey } from './api-key.ts';
import { type Endpoints, openEndpoints, rehearseEndpoints } from './open-endpoints.ts';

export type ProviderName = 'rehearsal' | 'anthropic';

/** A model API to work with. */
export interface Provider extends Endpoints {
  name: ProviderName;
  baseUrl: string;
  rehearsal: boolean;
  /** How much faster than real the rehearsal plays; 1 for a real API. */
  timeScale: number;
  close(): Promise<void>;
}

export interface ProviderChoice {
  name: ProviderName | undefined;
  seed: number;
  speed: number;
  dryRun: boolean;
}

/** The rehearsal without a key, and for a dry run, which should cost nothing unless told otherwise. */
export function chooseProvider({ name, dryRun }: ProviderChoice): ProviderName {
  return name ?? (namesApiKey(process.env) && !dryRun ? 'anthropic' : 'rehearsal');
}

/** Opens the chosen provider. Both are the same client over HTTP; only the address differs. */
export async function openProvider(
  choice: ProviderChoice,
  content: RegisteredProduct & { config: FactoryConfig },
): Promise<Provider> {
  return chooseProvider(choice) === 'anthropic'
    ? openAnthropic(content.config)
    : openRehearsal(choice, content);
}

function openAnthropic(config: FactoryConfig): Provider {
  const apiKey = readApiKey(process.env);
  try {
    const baseUrl = normaliseBaseUrl(process.env.ANTHROPIC_BASE_URL || 'https://api.anthropic.com');
    const endpoints = openEndpoints(config, { apiKey, baseUrl }, process.env);
    return {
      name: 'anthropic',
      baseUrl,
      rehearsal: false,
      ...endpoints,
      timeScale: 1,
      close: async () => {},
    };
  } catch (error) {
    throw new UserError(errorMessage(error));
  }
}

async function openRehearsal(
  { seed, speed }: ProviderChoice,
  { loadScript, config }: RegisteredProduct & { config: FactoryConfig },
): Promise<Provider> {
  const { startRehearsal } = await import('../rehearsal/server.ts');
  const server = await startRehearsal({ script: await loadScript(), seed, speed });
  const { baseUrl } = server;
  return {
    name: 'rehearsal',
    baseUrl,
    rehearsal: true,
    ...rehearseEndpoints(config, baseUrl),
    timeScale: speed,
    close: server.close,
  };
}
