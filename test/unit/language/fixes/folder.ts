import assert from 'node:assert/strict';
import path from 'node:path';
import { CompiledCache } from '../../../../src/core/constraints/index.js';
import { fileTypeOf } from '../../../../src/core/documents/fileKinds.js';
import { parsePromptFile, type PromptFile } from '../../../../src/core/documents/promptFile.js';
import { loadHashing } from '../../../../src/core/hashing.js';
import { bySlot, type BySlot } from '../../../../src/core/model/slots.js';
import type { TemplateBody } from '../../../../src/core/model/template.js';
import { readSnapshot } from '../../../../src/core/published/readSnapshot.js';
import { createSnapshot, snapshotText, type SnapshotPart } from '../../../../src/core/published/snapshot.js';
import { snapshotFileName } from '../../../../src/core/published/snapshotName.js';
import { summarise } from '../../../../src/language/scopes/fileSummary.js';
import type { LanguageFiles } from '../../../../src/language/context.js';
import { FixSubject, type FixFolder } from '../../../../src/language/index.js';
import { rereadAs } from '../../../../src/language/edits/rereadFile.js';
import { ScopeIndex } from '../../../../src/language/scopes/scopeIndex.js';
import { sha256 } from '../../../../src/node/sha256.js';

type Files = Readonly<Record<string, string>>;

/** A folder in memory whose versions can be published, and whose files can be fixed. */
export class PublishingFolder implements FixFolder, LanguageFiles {
  readonly scope = new ScopeIndex();
  readonly #files = new Map<string, PromptFile>();
  readonly #cache = new CompiledCache();

  constructor(files: Files) {
    this.write(files);
  }

  write(files: Files): void {
    for (const [file, text] of Object.entries(files)) {
      const type = fileTypeOf(file);
      assert.ok(type, file);
      const parsed = parsePromptFile(type, { text });
      this.#files.set(file, parsed);
      this.scope.update(summarise(file, parsed, this.#cache));
    }
  }

  get(file: string): PromptFile {
    const parsed = this.#files.get(file);
    assert.ok(parsed, file);
    return parsed;
  }

  read(file: string): Promise<PromptFile | undefined> {
    return Promise.resolve(this.#files.get(file));
  }

  scopeOf(): ScopeIndex {
    return this.scope;
  }

  scopes(): ReadonlyMap<string, ScopeIndex> {
    return new Map([['', this.scope]]);
  }

  text(file: string): string {
    return this.get(file).source.text;
  }

  subject(file: string): Promise<FixSubject | undefined> {
    return Promise.resolve(this.subjectNow(file));
  }

  subjectNow(file: string): FixSubject {
    const type = fileTypeOf(file);
    assert.ok(type);
    return new FixSubject(type, this.get(file), rereadAs(file, type, new Map(), this.#cache));
  }

  /** Freezes a bundle as its files say it now; `tamper` changes what was written. */
  async publish(file: string, tamper?: (text: string) => string): Promise<void> {
    const { model } = this.get(file);
    assert.ok(model && 'templates' in model, `${file} is no bundle without errors`);
    const parts: BySlot<Pick<SnapshotPart, 'reference' | 'template'>> = bySlot((slot) => {
      const part = model.templates[slot];
      if (part.kind === 'inline') return { reference: null, template: part.template };
      const [defined = ''] = this.scope.definitions('template', part.reference);
      return { reference: part.reference, template: this.get(defined).model as TemplateBody };
    });
    const hashing = await loadHashing(sha256);
    const name = snapshotFileName({ id: model.bundle_id, semver: model.semver }, hashing);
    const text = snapshotText(createSnapshot(model, parts, hashing));
    const snapshot = readSnapshot(
      {
        file: path.posix.join('.prompt-bundles/published', name),
        name,
        given: { text: tamper?.(text) ?? text },
      },
      hashing,
    );
    assert.equal(snapshot.problem !== undefined, tamper !== undefined);
    this.scope.updateSnapshot(snapshot);
  }
}
