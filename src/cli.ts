import { Command, CommanderError } from 'commander';
import { addApprovalsCommand } from './cli/approvals-command.ts';
import { addAttachCommand } from './cli/attach-command.ts';
import { addConfigCommand } from './cli/config-command.ts';
import { addDoctorCommand } from './cli/doctor-command.ts';
import { exitCodes } from './cli/exit-code.ts';
import { addInitCommand } from './cli/init-command.ts';
import { addListCommand } from './cli/list-command.ts';
import { ownVersion } from './cli/own-version.ts';
import { addRecheckCommand } from './cli/recheck-command.ts';
import { addRehearseCommand } from './cli/rehearse-command.ts';
import { addEngineCommand, addRunCommand } from './cli/run-command.ts';
import { addShowCommand } from './cli/show-command.ts';
import { addStatusCommand } from './cli/status-command.ts';
import { addTellCommands } from './cli/tell-commands.ts';
import { addValidateCommand } from './cli/validate-command.ts';
import { safeText } from './cli/write-out.ts';
import { environmentError } from './engine/environment-error.ts';

/** The program: parses the command line, runs one command, sets the exit code. Never throws. */
export async function main(argv: string[]): Promise<void> {
  surviveClosedPipe();
  try {
    await program().parseAsync(argv);
  } catch (error) {
    process.exitCode = report(error);
  }
}

function program(): Command {
  const command = new Command('ai-factory')
    .description('Make one checked output per item of a catalogue with LLM agents, overnight.')
    .version(ownVersion())
    .exitOverride()
    // Commander quotes what it was given; subcommands inherit this.
    .configureOutput({ writeErr: (text) => void process.stderr.write(safeText(text)) })
    .showSuggestionAfterError()
    .addHelpText(
      'after',
      '\nExample:\n  $ ai-factory run content/algorithms --limit 12 --budget 1',
    );
  addRunCommand(command);
  addAttachCommand(command);
  addTellCommands(command);
  addEngineCommand(command);
  addStatusCommand(command);
  addListCommand(command);
  addApprovalsCommand(command);
  addShowCommand(command);
  addValidateCommand(command);
  addRecheckCommand(command);
  addDoctorCommand(command);
  addRehearseCommand(command);
  addConfigCommand(command);
  addInitCommand(command);
  return command;
}

/** A person gets the message; a bug of ours keeps its stack. */
function report(error: unknown): number {
  // Commander has said it by then; asking for help or the version is no error.
  if (error instanceof CommanderError)
    return error.exitCode === 0 ? exitCodes.ok : exitCodes.unusable;
  const known = environmentError(error);
  const text =
    known?.message ?? (error instanceof Error ? error.stack : undefined) ?? String(error);
  process.stderr.write(`ai-factory: ${safeText(text)}\n`);
  return exitCodes.unusable;
}

/** `ai-factory list | head` closes our output early, a terminal may go away: nobody is left to tell. */
function surviveClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE' && error.code !== 'EIO') throw error;
    });
  }
}
