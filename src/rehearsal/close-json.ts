const UNFINISHED_ESCAPE = /\\(u[0-9a-f]{0,3})?$/i;

/**
 * The value that a cut piece of JSON says so far: open strings, arrays and objects are closed, a
 * last key without a value is dropped. `{}` where nothing can be saved.
 */
export function closeJson(piece: string): unknown {
  const whole = piece.replace(UNFINISHED_ESCAPE, '');
  for (let end = whole.length; end > 0; end = whole.lastIndexOf(',', end - 1)) {
    const value = tryParse(whole.slice(0, end) + closers(whole.slice(0, end)));
    if (value !== undefined) return value;
  }
  return {};
}

function closers(piece: string): string {
  const open: string[] = [];
  let inString = false;
  let isEscaped = false;
  for (const character of piece) {
    if (inString) {
      if (character === '"' && !isEscaped) inString = false;
      isEscaped = character === '\\' && !isEscaped;
    } else if (character === '"') inString = true;
    else if (character === '{') open.push('}');
    else if (character === '[') open.push(']');
    else if (character === '}' || character === ']') open.pop();
  }
  return (inString ? '"' : '') + open.reverse().join('');
}

function tryParse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
