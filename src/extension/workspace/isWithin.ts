/**
 * Whether a file lies below a folder, both as URIs. Other than the scope of a file, this holds as well when the folder has
 * left the workspace.
 */
export function isWithin(file: string, folder: string): boolean {
  return file.startsWith(`${folder}/`);
}
