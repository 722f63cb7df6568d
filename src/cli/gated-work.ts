import { checkRules } from '../engine/approvals/gate-rules.ts';
import type { EngineOptions } from '../engine/engine-options.ts';
import { UserError } from '../engine/user-error.ts';
import { createPublish } from '../tools/publish.ts';
import { createSend } from '../tools/send.ts';
import type { Content } from './open-content.ts';

export type GatedWork = Pick<EngineOptions, 'tools' | 'actions' | 'rules' | 'approvalMs'>;

const hourMs = 3_600_000;

/**
 * What factory.json makes of tools that reach outside: which there are, and who decides. A rule that
 * fits none of them is a UserError.
 */
export function gatedWork({
  paths,
  config,
  product,
}: Pick<Content, 'paths' | 'config' | 'product'>): GatedWork {
  const { root, acceptedFile, published } = paths;
  const { publish, onPublish, send } = config;
  const publisher = createPublish({ root, acceptedFile, published, hook: onPublish });
  const sender = send ? [createSend(send, root)] : [];
  const gated = [...product.tools, ...sender, publisher].filter(({ gate }) => gate !== 'none');
  const names = gated.map(({ name }) => name);
  const [fault] = checkRules(config.gates, names);
  if (fault !== undefined) throw new UserError(`${paths.factory}: ${fault}`);
  return {
    tools: [...product.tools, ...sender],
    actions: publish === 'off' ? [] : [publisher],
    // `publish: allow` is a rule like any other, after all others.
    rules:
      publish === 'allow' ? [...config.gates, { tool: 'publish', gate: 'allow' }] : config.gates,
    approvalMs: config.approvalHours * hourMs,
  };
}
