import baseline from './schemas/baseline.schema.json';
import configuration from './schemas/configuration.schema.json';
import labels from './schemas/labels.schema.json';

/** The JSON Schemas of the files of a folder that are no prompts, by the names that they have without their endings. */
export const FOLDER_SCHEMAS = { config: configuration, labels, baseline } as const;
