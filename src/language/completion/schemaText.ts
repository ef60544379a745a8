import * as l10n from '@vscode/l10n';

/**
 * What a schema says of a key or a value, in the reader's language. The schemas are files that are given away and are in English; a
 * test holds these texts to them.
 */
export function schemaText(description: string): string {
  switch (description) {
    case 'Name of the bundle.':
      return l10n.t('Name of the bundle.');
    case 'What fills each part of the prompt.':
      return l10n.t('What fills each part of the prompt.');
    case 'The models this bundle serves.':
      return l10n.t('The models this bundle serves.');
    case 'For people; in no hash.':
      return l10n.t('For people; in no hash.');
    case 'A reference, template_id@semver with an exact version, or an inline template.':
      return l10n.t('A reference, template_id@semver with an exact version, or an inline template.');
    case 'Traits of the persona: any values. Never a raw personality vector.':
      return l10n.t('Traits of the persona: any values. Never a raw personality vector.');
    case 'How active the persona is, from 0 to 1.':
      return l10n.t('How active the persona is, from 0 to 1.');
    case 'How stressed the persona is, from 0 to 1.':
      return l10n.t('How stressed the persona is, from 0 to 1.');
    case 'What to do: at most 4,096 characters.':
      return l10n.t('What to do: at most 4,096 characters.');
    case "The model to render for; one of the bundle's tags.":
      return l10n.t("The model to render for; one of the bundle's tags.");
    case 'bundle_id@semver to what a render with this input must give: a saved test.':
      return l10n.t('bundle_id@semver to what a render with this input must give: a saved test.');
    case 'Kept in the audit log; part of no hash.':
      return l10n.t('Kept in the audit log; part of no hash.');
    case 'The prompt_hash, or a mapping of what the prompt must be like.':
      return l10n.t('The prompt_hash, or a mapping of what the prompt must be like.');
    case 'SHA-256 of the prompt: what sha256sum prints for it.':
      return l10n.t('SHA-256 of the prompt: what sha256sum prints for it.');
    case 'Texts that must occur in the prompt.':
      return l10n.t('Texts that must occur in the prompt.');
    case 'Texts that must not.':
      return l10n.t('Texts that must not.');
    case 'The most characters (Unicode code points) it may have.':
      return l10n.t('The most characters (Unicode code points) it may have.');
    case 'The most tokens it may have, by encoding: o200k_base or cl100k_base.':
      return l10n.t('The most tokens it may have, by encoding: o200k_base or cl100k_base.');
    case 'The most places in which it may break constraints. What files suppress does not count.':
      return l10n.t('The most places in which it may break constraints. What files suppress does not count.');
    case 'Name of the template; bundles refer to it as template_id@semver.':
      return l10n.t('Name of the template; bundles refer to it as template_id@semver.');
    case 'Exact version, strict SemVer 2.0.0, such as 1.4.0 or 2.0.0-rc.1.':
      return l10n.t('Exact version, strict SemVer 2.0.0, such as 1.4.0 or 2.0.0-rc.1.');
    case 'Who the text speaks as.':
      return l10n.t('Who the text speaks as.');
    case 'The text. {{task}}, {{activity_level}}, {{stress}} and {{semantic_traits}} are filled in.':
      return l10n.t(
        'The text. {{task}}, {{activity_level}}, {{stress}} and {{semantic_traits}} are filled in.',
      );
    case 'Version of the adapter this text was written for; recorded by the audit.':
      return l10n.t('Version of the adapter this text was written for; recorded by the audit.');
    case 'Machine-readable rules that the text must keep.':
      return l10n.t('Machine-readable rules that the text must keep.');
    case 'Words, phrases or signs that must not occur, compared without case.':
      return l10n.t('Words, phrases or signs that must not occur, compared without case.');
    case 'The most words a sentence may have.':
      return l10n.t('The most words a sentence may have.');
    case 'The most paragraphs a part may have.':
      return l10n.t('The most paragraphs a part may have.');
    case 'True when no emoji may occur.':
      return l10n.t('True when no emoji may occur.');
    case 'How assertive the text should be, from 0 (hedged) to 1 (assertive).':
      return l10n.t('How assertive the text should be, from 0 (hedged) to 1 (assertive).');
    case 'Findings not to report in this file, each with a reason.':
      return l10n.t('Findings not to report in this file, each with a reason.');
    case "The finding's code.":
      return l10n.t("The finding's code.");
    case 'Only findings on exactly this text.':
      return l10n.t('Only findings on exactly this text.');
    case 'Why this is right here.':
      return l10n.t('Why this is right here.');
    default:
      return description;
  }
}
