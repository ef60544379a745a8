import { SLOTS, type Slot } from '../../core/model/slots.js';
import type { Render } from '../../core/promptGenerator.js';
import type { NamedHash } from '../../preview/protocol.js';

const HASHES = [
  { name: 'prompt_hash', covers: 'The whole prompt: what sha256sum prints for the copied text.' },
  { name: 'bundle_hash', covers: 'The name and version of the bundle, not its text.' },
  { name: 'personality_hash', covers: 'The input: traits, levels and task.' },
  { name: 'content_hash', covers: 'The bundle with its four templates and models.' },
] as const;

/** What renders are compared with: what is published, or else the first good render since the preview was opened. */
export class Baseline {
  /** `version` is the published one that it renders; `null` for the one the preview was opened with. */
  constructor(
    private readonly first: Render,
    private readonly version: string | null,
  ) {}

  /** Whether a part's text is another than in the baseline. */
  isChanged(render: Render, slot: Slot): boolean {
    return render.parts[slot].text !== this.first.parts[slot].text;
  }

  /** The hashes of a render, with their names in the spec and what each covers. */
  hashes(render: Render): NamedHash[] {
    return HASHES.map(({ name, covers }) => ({
      name,
      covers,
      value: render[name],
      changed: render[name] !== this.first[name],
    }));
  }

  /** In words, which parts make the prompt another one. */
  describe(render: Render): string {
    if (render.prompt_hash === this.first.prompt_hash)
      return this.version === null
        ? 'The prompt is as it was when the preview was opened.'
        : `The prompt is as it was published in ${this.version}.`;
    const changed = SLOTS.filter((slot) => this.isChanged(render, slot));
    const since = this.version === null ? 'the preview was opened' : `${this.version} was published`;
    return `Changed since ${since}: ${changed.join(', ')}.`;
  }
}
