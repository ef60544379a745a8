// Required before tests of the registry (`mocha --require`): they reach the database through a pooler.
process.env['PROMPT_BUNDLES_THROUGH_POOLER'] = '1';
