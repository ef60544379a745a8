import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { PublishedIndex } from '../../core/published/publishedIndex.js';

/** The texts of a bundle's published versions. */
export class PublishedContents {
  /** Each text that some version has, with the first of them, in SemVer order. */
  readonly #contents = new Map<string, string>();
  readonly #firsts = new Map<string, string | undefined>();

  constructor(
    private readonly published: PublishedIndex,
    private readonly bundleId: string,
  ) {
    for (const semver of published.versions(bundleId))
      for (const slot of SLOTS) {
        const content = this.#content(semver, slot);
        if (content !== undefined && !this.#contents.has(content)) this.#contents.set(content, semver);
      }
  }

  /** The first version that holds a text in one of its templates; `undefined` where none does. */
  firstWith(text: string): string | undefined {
    if (!this.#firsts.has(text)) {
      const found = [...this.#contents].find(([content]) => content.includes(text));
      this.#firsts.set(text, found?.[1]);
    }
    return this.#firsts.get(text);
  }

  /** The content of a slot in the versions from one back to the first. */
  backFrom(semver: string, slot: Slot): readonly { readonly semver: string; readonly text: string }[] {
    const versions = this.published.versions(this.bundleId);
    return versions
      .slice(0, versions.indexOf(semver) + 1)
      .reverse()
      .flatMap((version) => {
        const text = this.#content(version, slot);
        return text === undefined ? [] : [{ semver: version, text }];
      });
  }

  #content(semver: string, slot: Slot): string | undefined {
    return this.published.bundle({ id: this.bundleId, semver })?.snapshot.parts[slot].template.content;
  }
}
