const FENCE = /^[ \t>]{0,40}(`{3,}|~{3,})/;

/**
 * A text with the code in it blanked out, character by character: fenced blocks, and inline code that begins and ends in one
 * line. Rough beside what the constraints' own reader makes of Markdown, and enough to say what is surely no code.
 */
export function withoutCode(text: string): string {
  let fence = '';
  const lines = text.split('\n').map((line) => {
    const mark = FENCE.exec(line)?.[1] ?? '';
    if (fence === '' && mark === '') return withoutInlineCode(line);
    if (fence === '') fence = mark;
    else if (mark.startsWith(fence)) fence = '';
    return ' '.repeat(line.length);
  });
  return lines.join('\n');
}

function withoutInlineCode(line: string): string {
  const runs = [...line.matchAll(/`+/g)];
  if (runs.length < 2) return line;
  /** By length of a run of back-ticks: the nearest one behind. */
  const next = new Map<number, number>();
  const closing = new Array<number>(runs.length);
  for (let i = runs.length - 1; i >= 0; i--) {
    const length = runs[i]?.[0].length ?? 0;
    closing[i] = next.get(length) ?? -1;
    next.set(length, i);
  }
  let prose = '';
  let at = 0;
  for (let i = 0; i < runs.length; i++) {
    const close = runs[closing[i] ?? -1];
    const open = runs[i];
    if (!open || !close) continue;
    const end = close.index + close[0].length;
    prose += line.slice(at, open.index) + ' '.repeat(end - open.index);
    at = end;
    i = closing[i] ?? i;
  }
  return prose + line.slice(at);
}
