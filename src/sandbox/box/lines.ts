/** Cuts a stream of bytes into lines and gives each as JSON; undefined for one that is not JSON. */
export function jsonLines(onLine: (json: unknown) => void): (bytes: Buffer) => void {
  let begun: Buffer[] = [];
  return (bytes) => {
    let rest = bytes;
    for (let at = rest.indexOf(10); at >= 0; at = rest.indexOf(10)) {
      const line = Buffer.concat([...begun, rest.subarray(0, at)]).toString('utf8');
      begun = [];
      rest = rest.subarray(at + 1);
      onLine(parsed(line));
    }
    if (rest.length > 0) begun.push(rest);
  };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
