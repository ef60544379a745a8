import type { Chunk } from './chunk.js';
import { whiteSpacePaths, WHITE_SPACE_KINDS } from './whiteSpacePaths.js';
import type { Prompt } from './prompt.js';

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Shows blanks, tabs, line breaks and characters that cannot be seen, as drawings above the text: the text itself, and
 * with it what is copied and searched, stays as it is. Only chunks in sight are drawn.
 */
export class WhiteSpace {
  readonly #chunks = new WeakMap<Element, Chunk>();
  readonly #inSight = new Set<Chunk>();
  readonly #drawn = new WeakMap<Chunk, { readonly text: string; readonly width: number }>();
  #isShown = false;
  #isDue = false;
  readonly #sight: IntersectionObserver;
  readonly #width: ResizeObserver;

  constructor(private readonly prompt: Prompt) {
    this.#sight = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) this.#see(target, isIntersecting);
        this.#drawSoon();
      },
      { rootMargin: '200px 0px' },
    );
    this.#width = new ResizeObserver(() => {
      this.#drawSoon();
    });
    this.#width.observe(prompt.element);
  }

  get isShown(): boolean {
    return this.#isShown;
  }

  toggle(isShown: boolean): void {
    if (isShown === this.#isShown) return;
    this.#isShown = isShown;
    if (isShown) this.refresh();
    else this.#clear();
  }

  /** Looks at the text again, after an edit. */
  refresh(): void {
    if (!this.#isShown) return;
    for (const [, { text }] of this.prompt.parts)
      for (const chunk of text.chunks) {
        if (this.#chunks.has(chunk.element)) continue;
        this.#chunks.set(chunk.element, chunk);
        this.#sight.observe(chunk.element);
      }
    this.#drawSoon();
  }

  #see(target: Element, isIntersecting: boolean): void {
    const chunk = this.#chunks.get(target);
    if (!chunk) return;
    if (isIntersecting) this.#inSight.add(chunk);
    else this.#drop(chunk);
  }

  #drop(chunk: Chunk): void {
    this.#inSight.delete(chunk);
    this.#drawn.delete(chunk);
    chunk.setLayer(null);
  }

  #clear(): void {
    this.#sight.disconnect();
    for (const [, { text }] of this.prompt.parts)
      for (const chunk of text.chunks) this.#chunks.delete(chunk.element);
    for (const chunk of this.#inSight) this.#drop(chunk);
  }

  #drawSoon(): void {
    if (this.#isDue || !this.#isShown) return;
    this.#isDue = true;
    requestAnimationFrame(() => {
      this.#isDue = false;
      if (this.#isShown) this.#draw();
    });
  }

  #draw(): void {
    const due = [...this.#inSight].flatMap((chunk) => {
      if (!chunk.element.isConnected) this.#drop(chunk);
      const text = chunk.texts.map(({ data }) => data).join('');
      const width = chunk.element.clientWidth;
      const drawn = this.#drawn.get(chunk);
      if (!chunk.element.isConnected || (drawn?.text === text && drawn.width === width)) return [];
      this.#drawn.set(chunk, { text, width });
      return [chunk];
    });
    // All is measured before anything is drawn, so that the page is laid out once.
    const paths = due.map((chunk) => [chunk, whiteSpacePaths(chunk.element, chunk.texts)] as const);
    for (const [chunk, path] of paths) chunk.setLayer(layerOf(path));
  }
}

function layerOf(paths: ReturnType<typeof whiteSpacePaths>): SVGElement {
  const layer = document.createElementNS(SVG, 'svg');
  layer.setAttribute('class', 'white-space');
  layer.setAttribute('aria-hidden', 'true');
  for (const kind of WHITE_SPACE_KINDS) {
    const path = document.createElementNS(SVG, 'path');
    path.setAttribute('class', kind);
    path.setAttribute('d', paths[kind]);
    layer.append(path);
  }
  return layer;
}
