import { showPath } from './safe-path.ts';
import { MissingError } from './tool-error.ts';

/** There is no such file, in words for the model. */
export function missingFile(path: string): MissingError {
  return new MissingError(`There is no file ${showPath(path)}. list_files shows those there are.`);
}
