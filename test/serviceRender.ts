/** A case of `test/vectors/render.json`: a bundle with its templates, an input, and what the service made of them. */
export interface ServiceRender {
  readonly name: string;
  readonly bundle_id: string;
  readonly semver: string;
  /** The contents of its templates, in the order of the slots. */
  readonly parts: readonly [string, string, string, string];
  readonly payload_json: string;
  readonly expected: {
    readonly rendered_prompt: string;
    readonly bundle_hash: string;
    readonly personality_hash: string;
  };
}
