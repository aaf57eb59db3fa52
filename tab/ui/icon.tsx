import add from '@fluentui/svg-icons/icons/add_20_regular.svg?raw';
import chevron from '@fluentui/svg-icons/icons/chevron_down_20_regular.svg?raw';
import dismiss from '@fluentui/svg-icons/icons/dismiss_20_regular.svg?raw';
import edit from '@fluentui/svg-icons/icons/edit_20_regular.svg?raw';
import lightbulb from '@fluentui/svg-icons/icons/lightbulb_20_regular.svg?raw';
import search from '@fluentui/svg-icons/icons/search_20_regular.svg?raw';
import settings from '@fluentui/svg-icons/icons/settings_20_regular.svg?raw';
import warning from '@fluentui/svg-icons/icons/warning_20_regular.svg?raw';
import offline from '@fluentui/svg-icons/icons/wifi_off_20_regular.svg?raw';

const ICONS = { add, chevron, dismiss, edit, lightbulb, search, settings, warning, offline } as const;

/**
 * One of Fluent's icons, for eyes only: what it means stands in words beside it or in the button's label.
 * The markup is the package's own drawing, known when the tab is built.
 */
export const Icon = ({ name }: { readonly name: keyof typeof ICONS }) => (
  <span className="icon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: ICONS[name] }} />
);
