import { readFileSync } from 'node:fs';
import path from 'node:path';
import { projectFolder } from '../harness/project.mjs';
import type { ServiceRender } from '../serviceRender.js';
import type { TestDatabase } from './useDatabase.js';

// What the service was met to do: its rows, and what it answered.

function read(name: string): unknown {
  return JSON.parse(readFileSync(path.join(projectFolder, 'test/vectors', name), 'utf8'));
}

export interface RecordedTemplate {
  readonly id: string;
  readonly template_id: string;
  readonly semver: string;
  readonly role: string;
  readonly content: string;
  readonly constraints_text: string;
  readonly created_at: string;
}
export interface RecordedBundle {
  readonly id: string;
  readonly bundle_id: string;
  readonly semver: string;
  readonly system_template_id: string;
  readonly personality_template_id: string;
  readonly activity_template_id: string;
  readonly task_template_id: string;
  readonly tags_text: string;
  readonly created_at: string;
}
export interface RecordedAudit {
  readonly id: string;
  readonly bundle_hash: string;
  readonly personality_hash: string;
  readonly engine_version: string | null;
  readonly adapter_version: string | null;
  readonly rendered_prompt: string;
  readonly created_at: string;
}
export const recordedRows = read('registry/rows.json') as {
  readonly prompt_template: readonly RecordedTemplate[];
  readonly prompt_bundle: readonly RecordedBundle[];
  readonly prompt_audit: readonly RecordedAudit[];
};

export const renderCases = read('render.json') as readonly ServiceRender[];

/** Writes the service's rows as they were recorded. */
export async function insertRecorded({ sql }: Pick<TestDatabase, 'sql'>): Promise<void> {
  const { prompt_template, prompt_bundle, prompt_audit } = recordedRows;
  await sql(
    `insert into prompt_template
     select id, template_id, semver, role, content, constraints_text::jsonb, created_at
     from jsonb_to_recordset($1::jsonb)
       as r(id uuid, template_id text, semver text, role text, content text, constraints_text text, created_at timestamptz)`,
    [JSON.stringify(prompt_template)],
  );
  await sql(
    `insert into prompt_bundle
     select id, bundle_id, semver, system_template_id, personality_template_id, activity_template_id, task_template_id,
       created_at, tags_text::jsonb
     from jsonb_to_recordset($1::jsonb)
       as r(id uuid, bundle_id text, semver text, system_template_id uuid, personality_template_id uuid,
         activity_template_id uuid, task_template_id uuid, created_at timestamptz, tags_text text)`,
    [JSON.stringify(prompt_bundle)],
  );
  await sql(
    'insert into prompt_audit select * from jsonb_populate_recordset(null::prompt_audit, $1::jsonb)',
    [JSON.stringify(prompt_audit)],
  );
}
