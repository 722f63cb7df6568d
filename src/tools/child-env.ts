/** Names that say a secret is in the variable, or the way to one. */
const SECRET_NAME =
  /API_?KEY|TOKEN|SECRET|PASSWORD|PASSWD|PASSPHRASE|CREDENTIAL|(^|_)AUTH($|_(?!SOCK$))|(^|_)KEYS?($|_FILE$|_PATH$|_ID$)/i;

/** Families of variables that belong to one provider's account, whatever each is called. */
const ACCOUNT = /^(ANTHROPIC|CLAUDE|AWS|AZURE|GOOGLE|GCLOUD|GCP|OPENAI|OPENROUTER|HF)_/i;

/** `https://user:password@host` */
const URL_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s]+@/i;

// A stand-in such as "any" is no secret, and would take half of the environment with it.
const SHORTEST_SECRET = 12;

/**
 * The environment for a program that we start and that is not ours: without every variable whose name
 * or value looks like a secret, or whose value holds that of one. Rather one too few than one too many.
 */
export function childEnv(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const secrets = secretsOf(env);
  const kept = Object.entries(env).filter(
    ([name, value]) => value !== undefined && !hides(name) && !tells(value, secrets),
  );
  return Object.fromEntries(kept);
}

function hides(name: string): boolean {
  return SECRET_NAME.test(name) || ACCOUNT.test(name);
}

/** What is kept under a secret's name; not the rest of an account, such as a region. */
function secretsOf(env: NodeJS.ProcessEnv): string[] {
  return Object.entries(env).flatMap(([name, value = '']) =>
    SECRET_NAME.test(name) && value.length >= SHORTEST_SECRET ? [value] : [],
  );
}

function tells(value: string, secrets: readonly string[]): boolean {
  if (URL_WITH_PASSWORD.test(value)) return true;
  // A secret's file may lie in a folder that PATH or HOME name: a path is compared whole.
  return secrets.some((secret) =>
    secret.startsWith('/') ? value === secret : value.includes(secret),
  );
}
