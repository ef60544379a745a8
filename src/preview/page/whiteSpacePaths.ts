/** What is drawn: dots for blanks, arrows for tabs and line breaks, boxes for what cannot be seen at all. */
export const WHITE_SPACE_KINDS = ['blank', 'arrow', 'unseen-character'] as const;
export type WhiteSpaceKind = (typeof WHITE_SPACE_KINDS)[number];

/** White space of any kind, and characters without a shape: joiners, marks of direction, selectors, soft hyphens. */
const WHITE_SPACE = /\s|\p{Cf}|\p{Cc}|\p{Variation_Selector}|[\u115F\u1160\u2800\u3164\uFFA0]/gu;

/** The drawings of the white space in some nodes, as SVG paths, measured from the corner of `owner`. */
export function whiteSpacePaths(owner: Element, texts: readonly Text[]): Record<WhiteSpaceKind, string> {
  const corner = owner.getBoundingClientRect();
  const range = document.createRange();
  const paths: Record<WhiteSpaceKind, string> = { blank: '', arrow: '', 'unseen-character': '' };
  for (const text of texts)
    for (const { index, 0: character } of text.data.matchAll(WHITE_SPACE)) {
      range.setStart(text, index);
      range.setEnd(text, index + character.length);
      const box = range.getClientRects()[0];
      if (!box) continue;
      const [x, y] = [box.left - corner.left, box.top - corner.top];
      const [kind, path] = draw(character, x, y, box.width, box.height);
      paths[kind] += path;
    }
  return paths;
}

function draw(
  character: string,
  x: number,
  y: number,
  width: number,
  height: number,
): [WhiteSpaceKind, string] {
  const middle = round(y + height / 2);
  const tip = round(Math.min(height / 6, 3.5));
  switch (character) {
    case ' ':
      return ['blank', `M${round(x + width / 2)} ${middle}h0`];
    case '\t': {
      const [from, to] = [round(x + 2), round(x + Math.max(width - 2, 6))];
      return ['arrow', `M${from} ${middle}H${to}m-${tip}-${tip}l${tip} ${tip}-${tip} ${tip}`];
    }
    case '\n':
      return [
        'arrow',
        `M${round(x + 11)} ${round(middle - tip)}v${tip}h-7m${tip}-${tip}l-${tip} ${tip} ${tip} ${tip}`,
      ];
    default: {
      const wide = Math.max(width - 2, 3);
      return [
        'unseen-character',
        `M${round(x + width / 2 - wide / 2)} ${round(y + height * 0.15)}h${round(wide)}v${round(height * 0.7)}h-${round(wide)}z`,
      ];
    }
  }
}

const round = (length: number): number => Math.round(length * 10) / 10;
