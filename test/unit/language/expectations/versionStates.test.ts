import assert from 'node:assert/strict';
import { areSame, versionStates } from '../../../../src/language/expectations/versionStates.js';
import { PublishingFolder } from '../fixes/folder.js';

const B = 'b.prompt-bundle.yaml';
const T = 't.prompt-template.yaml';
const template = (content: string): string =>
  `template_id: t\nsemver: 1.0.0\nrole: system\ncontent: ${content}\n`;
const VERSION = { id: 'b', semver: '1.0.0' };

describe('the states that a bundle version is rendered from', () => {
  it('are those of its files, and of what is published where there is none', async () => {
    const folder = new PublishingFolder({
      [B]: 'bundle_id: b\nsemver: 1.0.0\ntemplates:\n  system: t@1.0.0\n  personality: { content: P }\n  activity: { content: A }\n  task: { content: x }\n',
      [T]: template('One.'),
    });
    const { scope } = folder;
    const states = (): readonly object[] => versionStates(scope, VERSION);
    const files = states();
    assert.deepEqual(files, [scope.get(B), scope.get(T)]);
    await folder.publish(B);
    assert.ok(areSame(states(), files), 'files come first');
    folder.write({ [T]: template('Two.') });
    assert.equal(areSame(states(), files), false);
    const [snapshot] = scope.published.files();
    scope.remove(T);
    assert.deepEqual(states(), [scope.get(B), snapshot]);
    scope.remove(B);
    assert.deepEqual(states(), [snapshot]);
    assert.equal(areSame(states(), []), false);
  });
});
