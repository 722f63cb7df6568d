import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { childEnv } from '../../src/tools/child-env.ts';

const PLAIN = {
  PATH: '/usr/bin:/home/ada/bin',
  HOME: '/home/ada',
  TERM: 'xterm-256color',
  LANG: 'en_GB.UTF-8',
  EDITOR: 'vi',
  SSH_AUTH_SOCK: '/run/user/1000/ssh',
  XDG_RUNTIME_DIR: '/run/user/1000',
  AI_FACTORY_CONTENT: 'content/algorithms',
  KEYBOARD_LAYOUT: 'gb',
  AUTHOR: 'ada',
};

test('what is no secret is handed on as it is', () => {
  expect(childEnv(PLAIN)).toEqual(PLAIN);
});

test.each([
  'ANTHROPIC_API_KEY',
  'ANTHROPIC_API_KEY_FILE',
  'ANTHROPIC_AUTH_TOKEN',
  'ANTHROPIC_BASE_URL',
  'anthropic_api_key',
  'OPENAI_APIKEY',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'GITHUB_TOKEN',
  'MY_CLIENT_SECRET',
  'PGPASSWORD',
  'MYSQL_PASSWD',
  'GPG_PASSPHRASE',
  'GOOGLE_APPLICATION_CREDENTIALS',
  'SIGNING_KEY',
  'SIGNING_KEY_FILE',
  'HTTP_AUTH',
])('%s is kept back', (name) => {
  expect(childEnv({ ...PLAIN, [name]: 'a value' })).toEqual(PLAIN);
});

test('a secret under another name is kept back, alone or within a longer value', () => {
  const secret = 'sk-ant-0123456789';
  const env = { ...PLAIN, ANTHROPIC_API_KEY: secret, COPY: secret, CURL: `-H "x: ${secret}"` };
  expect(childEnv(env)).toEqual(PLAIN);
});

test('an address with a password in it is kept back', () => {
  expect(childEnv({ ...PLAIN, DATABASE_URL: 'postgres://ada:pw@db/lessons' })).toEqual(PLAIN);
  const plain = { ...PLAIN, SITE: 'https://example.org/a:b@c' };
  expect(childEnv(plain)).toEqual(plain);
});

test('a stand-in for a key, or the path of a key file, takes nothing else with it', () => {
  const env = { ...PLAIN, ANTHROPIC_API_KEY: 'vi', SIGNING_KEY_FILE: '/home/ada/bin' };
  expect(childEnv(env)).toEqual(PLAIN);
});

test('law: no secret of a child, however it is called or wrapped, survives; nothing is invented', () => {
  const secret = fc.string({ unit: fc.constantFrom('a', 'B', '9', '-', '_'), minLength: 12 });
  const name = fc.constantFrom('ANTHROPIC_API_KEY', 'X_TOKEN', 'DB_PASSWORD', 'SOME_SECRET');
  const others = fc.dictionary(fc.constantFrom('A', 'B', 'PATH'), fc.string());
  fc.assert(
    fc.property(name, secret, others, fc.string(), (key, value, more, around) => {
      const env = { ...more, [key]: value, WRAPPED: `${around}${value}${around}` };
      const kept = childEnv(env);
      expect(JSON.stringify(kept)).not.toContain(value);
      expect(env).toMatchObject(kept);
    }),
  );
});

test('a process that is given it sees no secret', () => {
  const env = childEnv({ ...process.env, ANTHROPIC_API_KEY: 'sk-canary-0123456789' });
  const seen = execFileSync(process.execPath, ['-p', 'JSON.stringify(process.env)'], { env });
  expect(seen.toString()).toContain('PATH');
  expect(seen.toString()).not.toContain('canary');
});
