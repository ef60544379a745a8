import { describeTools, hashesOf, invoke } from './toolTests.js';
import { SAMPLE_RENDER } from '../sampleRender.js';
import { renderStored } from './commandLine.js';
import { at, folder, same } from './support.js';

describeTools('on the desktop');

describe('tools for language models, beside the command line', () => {
  it('give the same bytes and hashes', async () => {
    const { bundle, input, hashes } = SAMPLE_RENDER;
    const texts = await invoke('render', { bundle, input });
    const printed = await renderStored(folder(), bundle, at(input));
    same('The prompt', texts[0], printed.rendered_prompt);
    const { bundle_hash, personality_hash, prompt_hash, content_hash } = printed;
    same('Hashes of the command line', { bundle_hash, personality_hash, prompt_hash, content_hash }, hashes);
    same('Hashes of the tool', hashesOf(texts), hashes);
  });
});
