/** A message with names from files in it: VS Code would make links of what looks like them. */
export function plainMessage(text: string): string {
  return text.replaceAll('](', '] (');
}
