// How VS Code looks for links and icons in the texts that an extension gives it (its linkedText.ts and iconLabels.ts).

const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
const ICON = /(\\)?\$\(([A-Za-z0-9-]+(?:~[A-Za-z]+)?)\)/g;

/** The links that a notification, a dialog or a field to write in would have. */
export function linksIn(text: string): string[] {
  return [...text.matchAll(LINK)].map(([link]) => link);
}

/** The icons that a lens, a list to choose from or the status bar would draw. */
export function iconsIn(text: string): string[] {
  return [...text.matchAll(ICON)]
    .filter(([, escape]) => escape === undefined)
    .map(([, , icon]) => icon ?? '');
}
