/**
 * A copy of a text that does not keep the longer one alive that it was cut from: engines share the characters of both, so
 * a name kept from a file would keep the whole file.
 */
export function cloneString(text: string): string {
  return JSON.parse(JSON.stringify(text)) as string;
}
