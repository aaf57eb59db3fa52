/** @jsxImportSource preact */
import add from '@fluentui/svg-icons/icons/add_20_regular.svg?raw';
import activityFilled from '@fluentui/svg-icons/icons/alert_20_filled.svg?raw';
import activity from '@fluentui/svg-icons/icons/alert_20_regular.svg?raw';
import appsFilled from '@fluentui/svg-icons/icons/apps_20_filled.svg?raw';
import apps from '@fluentui/svg-icons/icons/apps_20_regular.svg?raw';
import back from '@fluentui/svg-icons/icons/arrow_left_20_regular.svg?raw';
import reply from '@fluentui/svg-icons/icons/arrow_reply_20_regular.svg?raw';
import chatFilled from '@fluentui/svg-icons/icons/chat_20_filled.svg?raw';
import chat from '@fluentui/svg-icons/icons/chat_20_regular.svg?raw';
import chatAdd from '@fluentui/svg-icons/icons/chat_add_20_regular.svg?raw';
import check from '@fluentui/svg-icons/icons/checkmark_20_regular.svg?raw';
import chevron from '@fluentui/svg-icons/icons/chevron_down_20_regular.svg?raw';
import dismiss from '@fluentui/svg-icons/icons/dismiss_20_regular.svg?raw';
import flash from '@fluentui/svg-icons/icons/flash_20_regular.svg?raw';
import info from '@fluentui/svg-icons/icons/info_20_regular.svg?raw';
import more from '@fluentui/svg-icons/icons/more_horizontal_20_regular.svg?raw';
import teamsFilled from '@fluentui/svg-icons/icons/people_team_20_filled.svg?raw';
import teams from '@fluentui/svg-icons/icons/people_team_20_regular.svg?raw';
import phone from '@fluentui/svg-icons/icons/phone_20_regular.svg?raw';
import search from '@fluentui/svg-icons/icons/search_20_regular.svg?raw';
import send from '@fluentui/svg-icons/icons/send_20_regular.svg?raw';
import settings from '@fluentui/svg-icons/icons/settings_20_regular.svg?raw';
import lists from '@fluentui/svg-icons/icons/table_simple_20_regular.svg?raw';
import warning from '@fluentui/svg-icons/icons/warning_20_regular.svg?raw';

const ICONS = {
  add,
  activity,
  activityFilled,
  apps,
  appsFilled,
  back,
  reply,
  chatAdd,
  chat,
  chatFilled,
  check,
  chevron,
  dismiss,
  flash,
  info,
  more,
  teams,
  teamsFilled,
  phone,
  search,
  send,
  settings,
  lists,
  warning,
};

export type IconName = keyof typeof ICONS;

/** One of Fluent's icons; it says nothing to screen readers, its button does. */
export const Icon = ({ name }: { readonly name: IconName }) => (
  <span class="icon" aria-hidden="true" dangerouslySetInnerHTML={{ __html: ICONS[name] }} />
);
