/** Below this width, in pixels, one pane is shown at a time; looks/narrow.css says the same. */
export const NARROW = 760;

/** The phone is this same page in a narrow frame; the frame says so in its address. */
export const isPhone = (): boolean => new URLSearchParams(location.search).has('phone') && window.parent !== window;

export const showsPhone = (): boolean => new URLSearchParams(location.search).has('phone') && window.parent === window;

/** The same place with the phone around it, or without. */
export function phoneAddress(isOn: boolean): string {
  const url = new URL(location.href);
  if (isOn) url.searchParams.set('phone', '1');
  else url.searchParams.delete('phone');
  return url.href;
}
