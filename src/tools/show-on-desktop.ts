import { childEnv } from './child-env.ts';

/** A program that shows a title and a text on the desktop, with its arguments. */
interface Shower {
  program: string;
  arguments: readonly string[];
}

const timeoutMs = 10_000;

/** What shows notes on this desktop; undefined where there is none, as on a server. */
export function desktopShower(
  platform: NodeJS.Platform,
  env: NodeJS.ProcessEnv,
): ((title: string, text: string) => Shower) | undefined {
  if (platform === 'darwin') {
    // Title and text are arguments of the script, never part of it.
    const script =
      'on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run';
    return (...said) => ({ program: 'osascript', arguments: ['-e', script, ...said] });
  }
  const hasDesktop = env.DISPLAY !== undefined || env.WAYLAND_DISPLAY !== undefined;
  if (platform !== 'linux' || !hasDesktop) return undefined;
  return (...said) => ({
    program: 'notify-send',
    arguments: ['--app-name=ai-factory', '--', ...said],
  });
}

/**
 * Shows a note on the desktop, if there is one. Of what may go wrong (no such program, no desktop
 * session any more) nothing is said: it is a courtesy beside other ways.
 */
export async function showOnDesktop(title: string, text: string): Promise<void> {
  const shower = desktopShower(process.platform, process.env);
  if (!shower) return;
  const { program, arguments: said } = shower(title, text);
  const { execa } = await import('execa');
  await execa(program, said, {
    ...{ reject: false, stdio: 'ignore', timeout: timeoutMs, extendEnv: false },
    env: childEnv(process.env),
  });
}
