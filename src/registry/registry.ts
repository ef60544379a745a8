import type { AuditMode } from '../core/audit/record.js';
import type { AuditSink } from '../core/audit/sink.js';
import type { Hashing } from '../core/hashing.js';
import type { Reference } from '../core/model/reference.js';
import type { RenderInput } from '../core/model/renderInput.js';
import type { Render } from '../core/promptGenerator.js';
import type { compareStored, compareStoredTemplate, differingFields } from './comparison/compareStored.js';
import type { readBundleVersions, registryVersions } from './comparison/registryVersions.js';
import type { PostgresConnection } from './connection.js';
import type { HttpConnection, ProxyHeader } from './http/httpConnection.js';
import type { RegistryOutcome } from './publication/outcome.js';
import type { planRegistryPublication, RegistryPublication } from './publication/planRegistryPublication.js';
import type { RegistryError } from './registryError.js';
import type { publishableOf } from './stored/publishableOf.js';
import type { storedReference, StoredBundle, StoredTemplate } from './stored/storedVersion.js';
import type { RegistryRender, Verification } from './verification.js';

// What a registry is to those who ask it: types alone, without the driver's or Node's, so that any shell can name them.

/** A way to a registry, without its secrets. */
export type RegistryConnection = PostgresConnection | HttpConnection;

/** What a connection needs and settings do not hold. */
export interface RegistrySecrets {
  /** Of the database. */
  readonly password?: string;
  /** Of a proxy before the service. */
  readonly header?: ProxyHeader;
}

/** A connection as settings hold it, or what is wrong with it: a sentence that holds no secret. */
export type ReadRegistryConnection =
  | { readonly connection: RegistryConnection; readonly problem?: undefined }
  | { readonly connection?: undefined; readonly problem: string };

/** What can be listed. */
export type ListedKind = 'bundle' | 'template';

/** A version without its content. */
export interface ListedVersion extends Reference {
  /** ISO 8601, UTC, microseconds. */
  readonly created_at: string;
}

/** Some of a list, and behind what to go on; `next` is absent at its end. */
export interface Page<Item, Key> {
  readonly items: readonly Item[];
  readonly next?: Key;
}

/** What a database holds, as it is now. All reject with a `RegistryError`. */
export interface RegistryStore {
  /** Some of all ids, in the order of the database, behind the one that is given. */
  ids(kind: ListedKind, after?: string): Promise<Page<string, string>>;
  /** All versions of an id, in SemVer order. */
  versions(kind: ListedKind, id: string): Promise<readonly ListedVersion[]>;
  /** Some of all versions of a kind, in the order of the database, behind the one that is given. */
  list(kind: ListedKind, after?: Reference): Promise<Page<ListedVersion, Reference>>;
  /** Bundles with their templates, by their names; what is not there is left out. */
  bundles(references: readonly Reference[]): Promise<ReadonlyMap<string, StoredBundle>>;
  /** Templates by their names, likewise. */
  templates(references: readonly Reference[]): Promise<ReadonlyMap<string, StoredTemplate>>;
}

/** A recorded render, without its prompt. */
export interface AuditRow {
  /** A UUID. */
  readonly id: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  /** `null` for all that the service records itself. */
  readonly engine_version: string | null;
  readonly adapter_version: string | null;
  /** ISO 8601, UTC, microseconds; `null` over HTTP, which does not say it. */
  readonly created_at: string | null;
}

/** Which recorded renders: of some versions, or with a hash, or both. */
export type AuditQuery = AuditTimes &
  (
    | {
        /** Those of these versions alone. */
        readonly bundleHashes: readonly string[];
        readonly hash?: string;
      }
    | {
        readonly bundleHashes?: undefined;
        /** The first digits of the hash of the version or of the input, in lower case. */
        readonly hash: string;
      }
  );

interface AuditTimes {
  /** The least and the greatest `created_at`, or their first characters: `2026-03` is all of March. */
  readonly since?: string;
  readonly until?: string;
  /** The last row of the page before. */
  readonly after?: Pick<AuditRow, 'id' | 'created_at'>;
  readonly limit?: number;
}

/** The renders that a registry recorded. A row holds no input, so that it cannot be replayed. All reject with a `RegistryError`. */
export interface RegistryAudit {
  /**
   * Some of those that a query asks for, the newest first. It names versions or a hash: nothing there orders all of them by time. Over
   * HTTP these are the newest of each version that is named.
   */
  find(query: AuditQuery): Promise<Page<AuditRow, AuditRow>>;
  /** The prompt of one; `undefined` where it cannot be had any more. */
  prompt(row: AuditRow): Promise<string | undefined>;
  /** What a database can do beside that; absent over HTTP. */
  readonly database?: {
    /** How many a query asks for. */
    count(query: AuditQuery): Promise<number>;
    /** Some of all, in no order of time, behind the one that is given. */
    list(after?: Pick<AuditRow, 'id'>): Promise<Page<AuditRow, AuditRow>>;
    /** Records renders there, as the service records its own: best effort, in batches. `flush` it before the registry is closed. */
    sink(options: {
      readonly mode: AuditMode;
      readonly onFailure: (error: RegistryError) => void;
    }): AuditSink;
  };
}

/** What can be asked of a registry, whichever way it is reached. All reject with a `RegistryError`. */
export interface Registry {
  /** Where it is, for messages: `the service at https://prompts.example.org`. */
  readonly text: string;
  /** What is to be told before the first verification; absent where it leaves no trace. */
  readonly notice?: string;
  /** What to verify with where nothing of a user's is to be sent. */
  readonly probe: RenderInput;
  verify(ours: Pick<Render, 'bundle' | 'input'> & RegistryRender): Promise<Verification>;
  /** Publishes a version. To repeat it is safe at any time. */
  publish(publication: RegistryPublication): Promise<RegistryOutcome>;
  /** Which of some bundle versions are there, by their names. */
  has(references: readonly Reference[]): Promise<ReadonlySet<string>>;
  /** What is stored there; absent over HTTP, where nothing is listed and no template is given back. */
  readonly store?: RegistryStore;
  readonly audit: RegistryAudit;
  close(): Promise<void>;
}

/** What a registry needs of its host. */
export interface RegistryHost {
  /** Called where something is rendered from the registry. */
  readonly loadHashing: () => Promise<Hashing>;
  /** Absolute path of the folder that versions are published from: the journal of what went over HTTP is in it. */
  readonly root: string;
  /** Makes a UUID, version 4. */
  readonly newId: () => string;
}

/** The functions of `index.ts` that a shell uses which loads them later than it starts. */
export interface RegistryModule {
  readonly useTranslations: (texts: Readonly<Record<string, string>> | undefined) => void;
  readonly registryFromSettings: (value: unknown) => ReadRegistryConnection;
  readonly registryText: (connection: RegistryConnection) => string;
  readonly readProxyHeader: (text: string) => ProxyHeader | undefined;
  readonly openRegistry: (
    connection: RegistryConnection,
    secrets: RegistrySecrets,
    host: RegistryHost,
  ) => Registry;
  readonly RegistryError: Pick<typeof RegistryError, 'is'>;
  readonly compareStored: typeof compareStored;
  readonly compareStoredTemplate: typeof compareStoredTemplate;
  readonly differingFields: typeof differingFields;
  readonly whyNoReplay: () => string;
  readonly readBundleVersions: typeof readBundleVersions;
  readonly registryVersions: typeof registryVersions;
  readonly planRegistryPublication: typeof planRegistryPublication;
  readonly publishableOf: typeof publishableOf;
  readonly storedReference: typeof storedReference;
}

export type { StoredBundle, StoredTemplate } from './stored/storedVersion.js';
export type { StoredComparison, StoredDifference } from './comparison/compareStored.js';
export type { RegistryPublication } from './publication/planRegistryPublication.js';
export type { RegistryOutcome } from './publication/outcome.js';
export type { Verification } from './verification.js';
