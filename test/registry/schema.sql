-- The service's tables, as its migrations make them (head b5f6a1b2c3d4).
create table prompt_template (
  id uuid constraint prompt_template_pkey primary key,
  template_id varchar(255) not null,
  semver varchar(64) not null,
  role varchar(64) not null,
  content text not null,
  constraints jsonb,
  created_at timestamptz not null default now(),
  constraint uq_prompt_template_id_semver unique (template_id, semver)
);
create index ix_prompt_template_template_id on prompt_template (template_id);
create table prompt_bundle (
  id uuid constraint prompt_bundle_pkey primary key,
  bundle_id varchar(255) not null,
  semver varchar(64) not null,
  system_template_id uuid not null references prompt_template (id),
  personality_template_id uuid not null references prompt_template (id),
  activity_template_id uuid not null references prompt_template (id),
  task_template_id uuid not null references prompt_template (id),
  created_at timestamptz not null default now(),
  tags jsonb not null default '[]'::jsonb,
  constraint uq_prompt_bundle_id_semver unique (bundle_id, semver)
);
create index ix_prompt_bundle_bundle_id on prompt_bundle (bundle_id);
create table prompt_audit (
  id uuid constraint prompt_audit_pkey primary key,
  bundle_hash varchar(64) not null,
  personality_hash varchar(64) not null,
  engine_version varchar(64),
  adapter_version varchar(64),
  rendered_prompt text not null,
  created_at timestamptz not null default now()
);
create index ix_prompt_audit_bundle_hash on prompt_audit (bundle_hash);
create index ix_prompt_audit_personality_hash on prompt_audit (personality_hash);
