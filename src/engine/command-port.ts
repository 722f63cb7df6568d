import type { Ack, SendCommand } from './command.ts';
import type { Orchestrator } from './orchestrator.ts';
import type { Recorder } from './recorder.ts';
import type { Valve } from './valve.ts';

/** Carries out commands, and records what came of each; a refusal says why. */
export function createCommandPort(parts: {
  orchestrator: Orchestrator;
  valve: Valve;
  recorder: Recorder;
}): SendCommand {
  const { orchestrator, valve, recorder } = parts;
  return async (command, by): Promise<Ack> => {
    if (recorder.store.getState().run.outcome !== undefined) return refused('the run has ended');
    switch (command.type) {
      case 'pause':
        if (valve.state() !== 'open') return refused(`the run is ${whatNow(valve)} already`);
        orchestrator.pause();
        recorder.record({ type: 'run.paused', by });
        return { ok: true };
      case 'resume':
        if (valve.state() !== 'paused') return refused('the run is not paused');
        recorder.record({ type: 'run.resumed', by });
        orchestrator.resume();
        return { ok: true };
      case 'stop':
        recorder.record({ type: 'run.stopping', by, now: command.now });
        orchestrator.stop({ outcome: 'interrupted', reason: `stopped by ${by}` }, command.now);
        return { ok: true };
      case 'set-workers':
        recorder.record({ type: 'workers.changed', workers: command.workers, by });
        orchestrator.resize(command.workers);
        return { ok: true };
      case 'set-budget':
      case 'retry':
      case 'skip':
      case 'approve':
      case 'deny':
        return refused('not carried out yet');
      default:
        return command satisfies never;
    }
  };
}

function whatNow(valve: Valve): string {
  return valve.state() === 'closed' ? 'stopping' : 'paused';
}

function refused(reason: string): Ack {
  return { ok: false, reason };
}
