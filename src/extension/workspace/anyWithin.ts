/**
 * Whether any of the files lies below a folder, both as URIs. Other than the scope of a file, this holds as well when the
 * folder has left the workspace.
 */
export function anyWithin(files: Iterable<string>, folder: string): boolean {
  for (const file of files) if (file.startsWith(`${folder}/`)) return true;
  return false;
}
