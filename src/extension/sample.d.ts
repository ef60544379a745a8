/** The files of `media/sample`, embedded while building: path from the sample's folder, and text (see esbuild.mjs). */
declare module 'prompt-bundles:sample' {
  export const SAMPLE_FILES: readonly (readonly [path: string, text: string])[];
}
