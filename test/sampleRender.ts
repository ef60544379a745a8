/**
 * What everybody gives for one bundle and input of the sample: the editor, on the desktop and in a browser, its tools for language
 * models, the command line, the library. Its prompt is known by `prompt_hash`, its SHA-256.
 */
export const SAMPLE_RENDER = {
  bundle: 'support-agent@1.3.0',
  bundleFile: 'bundles/support-agent-1.3.0.prompt-bundle.yaml',
  input: 'inputs/calm.prompt-input.yaml',
  hashes: {
    bundle_hash: '44fbf6774c3e20612d266ff0ad8deead',
    personality_hash: 'f3531075ec09740b44d49b5be7da3862',
    prompt_hash: '07f975b9354b4612a167e88d124e94edca72f0e4e82e9df1464e8c504daaf8e6',
    content_hash: 'aed2f72ffeaec43d4fc16de6e3255ff691319ef27bf33c27d71eb67d4650bfa9',
  },
} as const;
