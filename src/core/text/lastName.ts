/** The last name of a path whose names are separated by `/`: a file's own. */
export function lastName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
