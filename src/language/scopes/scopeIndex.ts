import type { FileKind } from '../../core/documents/fileKinds.js';
import { formatReference, parseReference, type Reference } from '../../core/model/reference.js';
import { PublishedIndex } from '../../core/published/publishedIndex.js';
import type { SnapshotFile } from '../../core/published/readSnapshot.js';
import { likelyOriginal } from '../../core/sources/likelyOriginal.js';
import { compareSemver, isSemver } from '../../core/model/semver.js';
import { InputPairing, type InputPairs } from '../constraints/inputPairs.js';
import { Baseline, type BaselineFile } from '../baseline/baseline.js';
import type { FolderConfiguration } from '../configuration/configuration.js';
import { Labels, type LabelFile } from '../labels/labels.js';
import type { FileSummary } from './fileSummary.js';
import { MultiMap } from '../../core/text/multiMap.js';
import { FallbackTemplates } from './fallbackTemplates.js';
import { NameList } from './nameList.js';
import { UnansweredNames } from './unansweredNames.js';

/** Kinds of file that define versions. */
export type DefiningKind = 'template' | 'bundle';

/** What a scope does not know by itself. */
export interface ScopeSurroundings {
  /** False where there may be more files than the scope has: nobody could list them. */
  readonly isWhole: () => boolean;
  /** The names of other folders whose files define a version of a template. No reference is answered from there. */
  readonly rootsDefining: (template: Reference) => readonly string[];
  /** What is told of the one file of a scope that is left out, and looked at all the same. */
  readonly alone?: () => string | undefined;
  /** What holds for everybody who works on the files; `undefined` where nothing is written down. */
  readonly configuration?: () => FolderConfiguration | undefined;
  /** What answers references that nothing here does; all scopes of an index have the same. */
  readonly fallback?: FallbackTemplates;
}

const ALONE: ScopeSurroundings = { isWhole: () => true, rootsDefining: () => [] };

/**
 * What the files of one folder say, as far as they depend on each other. A scope knows no other: two folders of a
 * workspace may hold the same version. Orders are kept until a name comes or goes, so that an edit costs as much in a
 * folder of many files as in one of few.
 */
export class ScopeIndex {
  /** The versions published in this folder; they change by `updateSnapshot` and `removeSnapshot` alone. */
  readonly published = new PublishedIndex();
  /** The labels of those; they change by `updateLabels` alone. */
  readonly labels = new Labels();
  /** What is known of findings that were there before; it changes by `updateBaseline` alone. */
  readonly baseline: Baseline;
  readonly #files = new Map<string, FileSummary>();
  /** `id@semver` to the files that define it. */
  readonly #definitions = {
    template: new MultiMap<string, string>(),
    bundle: new MultiMap<string, string>(),
  };
  /** Id to its versions' files. */
  readonly #ids = { template: new MultiMap<string, string>(), bundle: new MultiMap<string, string>() };
  /** `id@semver`, or an id alone, to the files that cannot be read and may define it. */
  readonly #claimed = { template: new MultiMap<string, string>(), bundle: new MultiMap<string, string>() };
  readonly #unreadable = { template: new Set<string>(), bundle: new Set<string>() };
  /** The files that do not say which version they define. */
  readonly #nameless = { template: new Set<string>(), bundle: new Set<string>() };
  /** The files that suppress findings. */
  readonly #suppressing = new Set<string>();
  /** `template_id@semver` to the bundles that refer to it, and likewise by the id alone. */
  readonly #users = new MultiMap<string, string>();
  readonly #usersOfId = new MultiMap<string, string>();
  /** The ids of templates that bundles refer to and no file defines. */
  readonly #unknownIds = new Set<string>();
  /** Model to the bundles that serve it, and to the inputs that ask for it. */
  readonly #served = new MultiMap<string, string>();
  readonly #asking = new MultiMap<string, string>();
  /** The models that inputs ask for and no bundle serves. */
  readonly #unserved = new Set<string>();
  /** `bundle_id@semver` to the inputs that have expectations of it. */
  readonly #expecting = new MultiMap<string, string>();
  readonly #expectingId = new MultiMap<string, string>();
  /** Token to the files whose templates forbid it. */
  readonly #forbidding = new MultiMap<string, string>();
  readonly #inputs = new Set<string>();
  /** The inputs with errors of their own. */
  readonly #invalidInputs = new Set<string>();
  readonly #pairing = new InputPairing();
  /** Lists in their order, by what they are of. */
  readonly #ordered = new Map<string, readonly string[]>();

  /** The ids that files define. */
  readonly #written = { template: new NameList(this.#ids.template), bundle: new NameList(this.#ids.bundle) };
  /** What there is to choose from: ids in files or published, models that some bundle serves, tokens that some template forbids. */
  readonly choices = {
    template: new NameList(this.#ids.template, this.published.templateIds),
    bundle: new NameList(this.#ids.bundle, this.published.bundleIds),
    model: new NameList(this.#served),
    token: new NameList(this.#forbidding),
  };
  /** The versions that files define, as `id@semver`. */
  readonly versionNames = {
    template: new NameList(this.#definitions.template),
    bundle: new NameList(this.#definitions.bundle),
  };

  readonly surroundings: ScopeSurroundings;
  /** What answers references that no file and no published version does. */
  readonly fallback: FallbackTemplates;
  /** The versions of templates that bundles refer to, and that are in no file and not published. */
  readonly unanswered = new UnansweredNames(
    () => this.#users.keys(),
    (name) => this.#isUnanswered(name),
  );

  /** `nameOf` gives what people call a file, by its key. */
  constructor(
    readonly nameOf: (file: string) => string = (file) => file,
    surroundings: Partial<ScopeSurroundings> = {},
  ) {
    this.baseline = new Baseline(nameOf);
    this.surroundings = { ...ALONE, ...surroundings };
    this.fallback = surroundings.fallback ?? new FallbackTemplates();
  }

  /**
   * Takes a file in, or its new state. Gives the files whose findings may have changed by it: itself, those that speak
   * of it, the bundles that are assembled with it, and the inputs that expect something of those.
   */
  update(summary: FileSummary): ReadonlySet<string> {
    const { file } = summary;
    const before = this.#files.get(file);
    const affected = new Set([file]);
    if (isUnreadableBundle(before) !== isUnreadableBundle(summary)) addAll(affected, this.#waiting());
    if (before) addAll(affected, this.#dependents(before, summary));
    this.#files.set(file, summary);
    if (!before || linksOf(before) !== linksOf(summary)) {
      const inputs = before && this.#ordered.get('input');
      if (before) this.#unlink(before);
      this.#link(summary);
      // None came or went.
      if (inputs) this.#ordered.set('input', inputs);
    }
    addAll(affected, this.#dependents(summary, before));
    return this.#withExpecting(affected, [before?.identity?.name]);
  }

  /** The same where all files are looked at afterwards: who depends on it is nobody's question then. */
  load(summary: FileSummary): void {
    const before = this.#files.get(summary.file);
    this.#files.set(summary.file, summary);
    if (before) this.#unlink(before);
    this.#link(summary);
  }

  /** Forgets a file. Gives the files whose findings may have changed by it, without itself. */
  remove(file: string): ReadonlySet<string> {
    const summary = this.#files.get(file);
    if (!summary) return new Set();
    const dependents = new Set(this.#dependents(summary, undefined));
    if (isUnreadableBundle(summary)) addAll(dependents, this.#waiting());
    const affected = this.#withExpecting(dependents, [summary.identity?.name]);
    this.#unlink(summary);
    this.#files.delete(file);
    affected.delete(file);
    return affected;
  }

  /** Takes the file of a published version in, or its new state. Gives the files whose findings may have changed by it. */
  updateSnapshot(snapshot: SnapshotFile): ReadonlySet<string> {
    const before = this.published.get(snapshot.file);
    const affected = this.#concernedBy(before);
    this.published.set(snapshot);
    this.#touchPublished(before);
    this.#touchPublished(snapshot);
    return this.#withExpecting(new Set([...affected, ...this.#concernedBy(snapshot)]), [
      before?.identity,
      snapshot.identity,
    ]);
  }

  /**
   * Takes the file of labels in, its new state, or that it went. Gives the files whose findings, or what is shown of them,
   * may have changed by it: those of the bundles whose labels are others now, and its own.
   */
  updateLabels(file: LabelFile | undefined): ReadonlySet<string> {
    const own = [this.labels.file?.file, file?.file].filter((key) => key !== undefined);
    const bundles = this.labels.set(file);
    return new Set([
      ...own,
      ...[...bundles].flatMap((id) => [
        ...this.#ids.bundle.list(id),
        ...this.published.versions(id).flatMap((semver) => this.published.bundle({ id, semver })?.file ?? []),
      ]),
    ]);
  }

  /** Takes the baseline in, its new state, or that it went. Gives the files whose findings may have changed by it, its own included. */
  updateBaseline(file: BaselineFile | undefined): ReadonlySet<string> {
    const { baseline } = this;
    if (!baseline.file && !file) return new Set();
    const own = [baseline.file?.file, file?.file].filter((key) => key !== undefined);
    const paths = baseline.set(file);
    return new Set([...own, ...[...this.#files.keys()].filter((key) => paths.has(baseline.pathOf(key)))]);
  }

  /** The files beside those of prompts: of published versions, of the labels, and of the baseline. */
  records(): readonly string[] {
    const beside = [this.labels.file, this.baseline.file].flatMap((one) => (one ? [one.file] : []));
    return [...this.published.files().map(({ file }) => file), ...beside];
  }

  /** One of those, as it is read. */
  record(file: string): SnapshotFile | LabelFile | BaselineFile | undefined {
    const { labels, baseline, published } = this;
    return [labels.file, baseline.file].find((one) => one?.file === file) ?? published.get(file);
  }

  /** Forgets the file of a published version, of the labels, or of the baseline. Gives the files whose findings may have changed by it. */
  removeSnapshot(file: string): ReadonlySet<string> {
    if (this.baseline.file?.file === file) return this.updateBaseline(undefined);
    if (this.labels.file?.file === file) return this.updateLabels(undefined);
    const before = this.published.get(file);
    const affected = this.#withExpecting(this.#concernedBy(before), [before?.identity]);
    this.published.delete(file);
    this.#touchPublished(before);
    return affected;
  }

  get(file: string): FileSummary | undefined {
    return this.#files.get(file);
  }

  /** All files, in no order. */
  files(): IterableIterator<string> {
    return this.#files.keys();
  }

  /** The files that define a version, in order of name; those that cannot be read only where no other does. */
  definitions(kind: DefiningKind, reference: Reference): readonly string[] {
    const name = formatReference(reference);
    const files = this.#definitions[kind];
    if (files.count(name) < 2) return files.list(name);
    return this.#inOrder(definitionsKey(kind, name), () => {
      const all = [...files.get(name)].sort();
      const readable = all.filter((file) => !this.#unreadable[kind].has(file));
      return readable.length > 0 ? readable : all;
    });
  }

  /** All files that define a version, given as `id@semver`, in order of name. */
  filesNamed(kind: DefiningKind, name: string): readonly string[] {
    return [...this.#definitions[kind].list(name)].sort();
  }

  /** What people call the file of which the others that define a version are copies in all likelihood, where that can be told. */
  likelyOriginal(kind: DefiningKind, reference: Reference): string | undefined {
    const [original] = this.#inOrder(originalKey(definitionsKey(kind, formatReference(reference))), () => {
      const names = this.definitions(kind, reference).map((file) => this.nameOf(file));
      const name = likelyOriginal(names);
      return name === undefined ? [] : [name];
    });
    return original;
  }

  /** The files that cannot be read and may define a version, in order of name: such as do not say for certain which. */
  claims(kind: DefiningKind, reference: Reference): readonly string[] {
    const claimed = this.#claimed[kind];
    const named = new Set([...claimed.get(formatReference(reference)), ...claimed.get(reference.id)]);
    return [...(named.size > 0 ? named : claimed.get(ANY))].sort();
  }

  /** True when some file of the kind cannot be read: what it defines or serves is not known for certain. */
  hasUnreadable(kind: DefiningKind): boolean {
    return this.#unreadable[kind].size > 0;
  }

  /** Every version of a bundle or template, in SemVer order, each once. */
  versions(kind: DefiningKind, id: string): readonly string[] {
    return this.#inOrder(`${kind} ${id}`, () => {
      const semvers = this.#ids[kind].list(id).map((file) => this.#files.get(file)?.identity?.name.semver);
      return [...new Set(semvers.filter((semver) => semver !== undefined))].sort(compareSemver);
    });
  }

  /** Every id there is, in order; the same list as long as none comes or goes. */
  ids(kind: DefiningKind): readonly string[] {
    return this.#written[kind].list();
  }

  /** True when some file defines a version of an id. */
  defines(kind: DefiningKind, id: string): boolean {
    return this.#ids[kind].has(id);
  }

  /** The files that do not say which version they define, in order of name. */
  nameless(kind: DefiningKind): readonly string[] {
    return this.#inOrder(namelessKey(kind), () => [...this.#nameless[kind]].sort());
  }

  /** The input files, in order of name; the same list as long as none comes or goes. */
  inputs(): readonly string[] {
    return this.#inOrder('input', () => [...this.#inputs].sort());
  }

  /** The inputs that a bundle is checked with. */
  inputsFor(bundle: string): InputPairs {
    const summary = this.#files.get(bundle);
    return summary
      ? this.#pairing.inputsFor(summary, this.#isNewest(bundle))
      : { inputs: [], truncated: false };
  }

  /** The bundles that an input is meant for, in order of name; none for one with errors. */
  bundlesFor(input: string): readonly string[] {
    const summary = this.#files.get(input);
    return summary?.kind === 'input' ? [...new Set(this.#bundlesFor(summary))].sort() : [];
  }

  /** The bundles that refer to a version of a template, in order of name. */
  usersOf(reference: Reference): readonly string[] {
    return [...this.#users.list(formatReference(reference))].sort();
  }

  /** The files whose findings may have changed since something else answers for a version of a template: its users, and who expects something of those. */
  concernedByAnswer(template: Reference): ReadonlySet<string> {
    return this.#withExpecting(this.#users.get(formatReference(template)), []);
  }

  /** The bundles that refer to any version of a template, in order of name. */
  usersOfId(id: string): readonly string[] {
    return [...this.#usersOfId.list(id)].sort();
  }

  /** The inputs that have expectations of a version of a bundle, or of any of its versions, in order of name. */
  expecting(bundle: Reference | Pick<Reference, 'id'>): readonly string[] {
    const inputs =
      'semver' in bundle ? this.#expecting.get(formatReference(bundle)) : this.#expectingId.get(bundle.id);
    return [...inputs].sort();
  }

  /** True when some input has expectations. */
  get hasExpectations(): boolean {
    return this.#expecting.keys().next().done !== true;
  }

  /** The files that define any version of an id, in order of name. */
  filesOfId(kind: DefiningKind, id: string): readonly string[] {
    return [...this.#ids[kind].list(id)].sort();
  }

  /** The bundles that serve a model, and the inputs that ask for it, in order of name. */
  filesOfModel(model: string): { readonly bundles: readonly string[]; readonly inputs: readonly string[] } {
    return { bundles: [...this.#served.list(model)].sort(), inputs: [...this.#asking.list(model)].sort() };
  }

  /** The files of a kind that cannot be read, or inputs with errors, in order of name. */
  unreadableFiles(kind: FileKind): readonly string[] {
    return [...(kind === 'input' ? this.#invalidInputs : this.#unreadable[kind])].sort();
  }

  /** The models that some bundle serves, in order. */
  models(): readonly string[] {
    return this.choices.model.list();
  }

  /** True when a template of another file forbids the token. */
  forbidsElsewhere(token: string, file: string): boolean {
    const files = this.#forbidding.get(token);
    return files.size > 1 || (files.size === 1 && !files.has(file));
  }

  /** The files of the versions in a snapshot, and the users of its templates. */
  #concernedBy(snapshot: SnapshotFile | undefined): ReadonlySet<string> {
    const { identity } = snapshot ?? {};
    const own = identity ? [...this.#ids.bundle.list(identity.id), ...this.#labelFile()] : [];
    const parts = Object.values(snapshot?.snapshot?.parts ?? {});
    const templates = parts.flatMap(({ reference }) =>
      reference ? [...this.#ids.template.list(reference.id), ...this.#usersOfId.list(reference.id)] : [],
    );
    return new Set([...own, ...templates]);
  }

  /** The file of labels, where there is one: it speaks of all bundles. */
  #labelFile(): readonly string[] {
    const { file } = this.labels;
    return file ? [file.file] : [];
  }

  /** Some files, with the inputs that have expectations of the bundles among them, and of further versions. */
  #withExpecting(files: ReadonlySet<string>, further: readonly (Reference | undefined)[]): Set<string> {
    const names = [...files].map((file) => this.#files.get(file)?.identity?.name);
    const inputs = [...names, ...further].flatMap((name) =>
      name ? this.#expecting.list(formatReference(name)) : [],
    );
    return new Set([...files, ...inputs]);
  }

  /** The bundles that serve a model, in no order. */
  serving(model: string): ReadonlySet<string> {
    return this.#served.get(model);
  }

  /** True when some bundle serves the model, or the one in this file does. */
  serves(model: string, bundle?: string): boolean {
    return bundle === undefined ? this.#served.has(model) : this.#served.get(model).has(bundle);
  }

  #touchPublished(snapshot: SnapshotFile | undefined): void {
    if (snapshot?.identity) this.choices.bundle.touch(snapshot.identity.id);
    for (const { reference } of Object.values(snapshot?.snapshot?.parts ?? {}))
      if (reference) {
        this.choices.template.touch(reference.id);
        this.unanswered.touch(reference);
      }
  }

  #isUnanswered(name: string): boolean {
    if (!this.#users.has(name) || this.#definitions.template.has(name)) return false;
    const reference = parseReference(name);
    return (
      reference !== undefined && isSemver(reference.semver) && !this.published.has('template', reference)
    );
  }

  #isNewest(bundle: string): boolean {
    const name = this.#files.get(bundle)?.identity?.name;
    return name !== undefined && this.versions('bundle', name.id).at(-1) === name.semver;
  }

  #inOrder(what: string, order: () => readonly string[]): readonly string[] {
    const known = this.#ordered.get(what);
    if (known) return known;
    const ordered = order();
    this.#ordered.set(what, ordered);
    return ordered;
  }

  #link(summary: FileSummary): void {
    const { file, kind, references, tags, modelType, expected, forbidden } = summary;
    this.#forgetOrders(summary);
    if (summary.identity && kind !== 'input') {
      const { name } = summary.identity;
      this.#definitions[kind].add(keptName(name), file);
      this.#ids[kind].add(name.id, file);
      this.#lookForUnknown(name.id);
    } else if (kind !== 'input') this.#nameless[kind].add(file);
    if (summary.unreadable && kind !== 'input') {
      this.#unreadable[kind].add(file);
      for (const name of claimsOf(summary)) this.#claimed[kind].add(name, file);
    }
    if (summary.suppresses) this.#suppressing.add(file);
    for (const { name } of references) {
      this.#users.add(keptName(name), file);
      this.#usersOfId.add(name.id, file);
      this.#lookForUnknown(name.id);
    }
    for (const tag of tags) this.#served.add(tag, file);
    if (modelType) this.#asking.add(modelType.name, file);
    this.#lookForUnserved(summary);
    for (const bundle of expected) {
      this.#expecting.add(bundle, file);
      this.#expectingId.add(parseReference(bundle)?.id ?? '', file);
    }
    for (const token of forbidden) this.#forbidding.add(token, file);
    if (kind === 'input') {
      this.#inputs.add(file);
      if (!summary.isValid) this.#invalidInputs.add(file);
      this.#pairing.add(summary);
    }
  }

  /** Takes a file out of all maps but the first. */
  #unlink(summary: FileSummary): void {
    const { file, kind, references, tags, modelType, expected, forbidden } = summary;
    if (summary.identity && kind !== 'input') {
      const { name } = summary.identity;
      this.#definitions[kind].delete(formatReference(name), file);
      this.#ids[kind].delete(name.id, file);
      this.#lookForUnknown(name.id);
    } else if (kind !== 'input') this.#nameless[kind].delete(file);
    if (summary.unreadable && kind !== 'input') {
      this.#unreadable[kind].delete(file);
      for (const name of claimsOf(summary)) this.#claimed[kind].delete(name, file);
    }
    this.#suppressing.delete(file);
    for (const { name } of references) {
      this.#users.delete(formatReference(name), file);
      this.#usersOfId.delete(name.id, file);
      this.#lookForUnknown(name.id);
    }
    for (const tag of tags) this.#served.delete(tag, file);
    if (modelType) this.#asking.delete(modelType.name, file);
    this.#lookForUnserved(summary);
    for (const bundle of expected) {
      this.#expecting.delete(bundle, file);
      this.#expectingId.delete(parseReference(bundle)?.id ?? '', file);
    }
    for (const token of forbidden) this.#forbidding.delete(token, file);
    if (kind === 'input') {
      this.#inputs.delete(file);
      this.#invalidInputs.delete(file);
      this.#pairing.delete(summary);
    }
    this.#forgetOrders(summary);
  }

  #lookForUnknown(id: string): void {
    if (this.#usersOfId.has(id) && !this.#ids.template.has(id)) this.#unknownIds.add(id);
    else this.#unknownIds.delete(id);
  }

  #lookForUnserved({ tags, modelType }: FileSummary): void {
    for (const model of modelType ? [...tags, modelType.name] : tags)
      if (this.#asking.has(model) && !this.#served.has(model)) this.#unserved.add(model);
      else this.#unserved.delete(model);
  }

  /** Forgets the lists that a name is missing from, or that hold one that is gone. */
  #forgetOrders({ kind, identity, tags, forbidden, references }: FileSummary): void {
    for (const { name } of references) this.unanswered.touch(name);
    for (const tag of tags) this.choices.model.touch(tag);
    for (const token of forbidden) this.choices.token.touch(token);
    if (kind === 'input') this.#ordered.delete(kind);
    else if (identity) {
      const { id } = identity.name;
      this.#written[kind].touch(id);
      this.choices[kind].touch(id);
      this.#ordered.delete(`${kind} ${id}`);
      const name = formatReference(identity.name);
      this.versionNames[kind].touch(name);
      if (kind === 'template') this.unanswered.touch(identity.name);
      const key = definitionsKey(kind, name);
      this.#ordered.delete(key);
      this.#ordered.delete(originalKey(key));
    } else this.#ordered.delete(namelessKey(kind));
  }

  /**
   * The files whose findings speak of a file that is linked, or that are assembled with it. `other` is its state before
   * or after, if there is one: what both say alike has changed nothing for those who only read that.
   */
  #dependents(summary: FileSummary, other: FileSummary | undefined): Iterable<string> {
    const { kind } = summary;
    if (kind === 'input') return this.#bundlesFor(summary);
    const inputs = kind === 'bundle' ? this.#inputsAround(summary, other) : [];
    const claimed = summary.unreadable ? this.#claimedBy(summary, kind) : [];
    return [...claimed, ...inputs, ...this.#dependentsOf(kind, summary, other)];
  }

  /** Those that speak of what a template or a bundle calls itself. */
  #dependentsOf(kind: DefiningKind, summary: FileSummary, other: FileSummary | undefined): Iterable<string> {
    const { identity } = summary;
    if (!identity) return [];
    const { id } = identity.name;
    const same = this.#definitions[kind].list(formatReference(identity.name));
    const users = kind === 'template' ? this.#users.list(formatReference(identity.name)) : [];
    if (hasSameName(summary, other)) return [...same, ...users];
    if (kind === 'bundle') return [...same, ...this.#ids.bundle.list(id), ...this.#labelFile()];
    // Where versions are published, the others are told which comes next: one that no file has.
    return [...same, ...this.#usersAround(id), ...this.#ids.template.list(id)];
  }

  /** Those that refer to what a file that cannot be read may define. */
  #claimedBy(summary: FileSummary, kind: DefiningKind): Iterable<string> {
    if (claimsOf(summary).includes(ANY)) return this.#unanswered(kind);
    const names = summary.unreadable?.versions.map(formatReference) ?? [];
    const ids = summary.unreadable?.ids ?? [];
    if (kind === 'template')
      return [
        ...names.flatMap((name) => this.#users.list(name)),
        ...ids.flatMap((id) => this.#usersOfId.list(id)),
      ];
    const expected = [...this.#expecting.keys()].filter(
      (name) => names.includes(name) || ids.includes(parseReference(name)?.id ?? ''),
    );
    return expected.flatMap((name) => this.#expecting.list(name));
  }

  /** Those that refer to a version that no file defines. */
  #unanswered(kind: DefiningKind): Iterable<string> {
    const referring = kind === 'template' ? this.#users : this.#expecting;
    const unknown = [...referring.keys()].filter((name) => !this.#definitions[kind].has(name));
    return unknown.flatMap((name) => [...referring.get(name)]);
  }

  /** Those that are not told what may only seem so as long as a bundle cannot be read. */
  #waiting(): Iterable<string> {
    return [...this.#suppressing, ...[...this.#asking.keys()].flatMap((model) => this.#asking.list(model))];
  }

  /** The bundles that are told of the versions of a template: those that name its id, or one that is unknown and may mean it. */
  #usersAround(id: string): Iterable<string> {
    return [id, ...this.#unknownIds].flatMap((name) => this.#usersOfId.list(name));
  }

  /** The inputs that are told what a bundle serves, or what is served at all. */
  #inputsAround(summary: FileSummary, other: FileSummary | undefined): Iterable<string> {
    const { tags, identity } = summary;
    const before = new Set(other?.tags);
    const changed = tags.filter((tag) => !before.has(tag));
    const isFirst = identity !== undefined && !other?.identity && this.#written.bundle.size === 1;
    const changesModels = isFirst || changed.some((tag) => this.#served.count(tag) === 1);
    const asked = changesModels ? (isFirst ? this.#asking.keys() : this.#unserved) : [];
    return [...asked, ...changed].flatMap((model) => this.#asking.list(model));
  }

  /** The bundles that are checked with an input. */
  #bundlesFor(input: FileSummary): Iterable<string> {
    if (!input.isValid) return [];
    if (input.expected.length > 0)
      return input.expected.flatMap((name) => this.#definitions.bundle.list(name));
    const model = this.#pairing.reach(input);
    if (model === undefined) return [];
    if (model !== '') return this.#served.list(model).filter((bundle) => this.#isNewest(bundle));
    return this.ids('bundle').flatMap((id) => {
      const semver = this.versions('bundle', id).at(-1) ?? '';
      return this.definitions('bundle', { id, semver });
    });
  }
}

function namelessKey(kind: DefiningKind): string {
  return `nameless ${kind}`;
}

function definitionsKey(kind: DefiningKind, name: string): string {
  return `definitions ${kind} ${name}`;
}

function originalKey(definitions: string): string {
  return `original of ${definitions}`;
}

function addAll<T>(set: Set<T>, values: Iterable<T>): void {
  for (const value of values) set.add(value);
}

function isUnreadableBundle(summary: FileSummary | undefined): boolean {
  return summary?.kind === 'bundle' && summary.unreadable !== undefined;
}

/** Stands for every name: nothing was read of the file, so that it may define any version. */
const ANY = '';

/** The names under which a file that cannot be read is looked for. */
function claimsOf({ identity, unreadable }: FileSummary): readonly string[] {
  if (!unreadable) return [];
  const name = identity && formatReference(identity.name);
  const versions = unreadable.versions.map(formatReference).filter((version) => version !== name);
  const mayBeAny = !identity && unreadable.line === undefined;
  return [...versions, ...unreadable.ids, ...(mayBeAny ? [ANY] : [])];
}

/** A name as the maps keep it, in one piece: what `+` or a template joins keeps its parts beside it. */
function keptName({ id, semver }: Reference): string {
  return [id, semver].join('@');
}

function hasSameName({ identity }: FileSummary, other: FileSummary | undefined): boolean {
  const [one, another] = [identity?.name, other?.identity?.name];
  return one?.id === another?.id && one?.semver === another?.semver;
}

/** All that other files find a file by. */
function linksOf(summary: FileSummary): string {
  const {
    kind,
    identity,
    references,
    tags,
    modelType,
    expected,
    forbidden,
    isValid,
    unreadable,
    suppresses,
  } = summary;
  const names = references.map(({ name }) => formatReference(name));
  return JSON.stringify([
    unreadable && claimsOf(summary),
    suppresses,
    identity?.name,
    names,
    tags,
    modelType?.name,
    expected,
    forbidden,
    kind === 'input' && isValid,
  ]);
}
