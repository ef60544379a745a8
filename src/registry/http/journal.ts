import type { Reference } from '../../core/model/reference.js';

/** A template version that a service was given, and the UUID that it answered with, which nothing else tells. */
export interface JournalEntry {
  readonly reference: Reference;
  /** Of what it was given: whether what is published now is the same. */
  readonly template_hash: string;
  readonly uuid: string;
}

/** What was published to one service over HTTP, so that a publishing that broke can go on. All reject with a `RegistryError`. */
export interface PublishJournal {
  find(template: Reference): Promise<JournalEntry | undefined>;
  /** Settles when the entry outlasts a crash. */
  keep(entry: JournalEntry): Promise<void>;
  /** For a template that the service has no more. */
  forget(template: Reference): Promise<void>;
}
