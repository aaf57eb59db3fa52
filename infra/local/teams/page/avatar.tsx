/** @jsxImportSource preact */
const HUES = [262, 200, 150, 25, 330, 95, 290, 225, 5, 175];

const initials = (name: string): string => {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  return `${words[0]?.[0] ?? ''}${words.length > 1 ? (words.at(-1)?.[0] ?? '') : ''}`.toUpperCase();
};

const hueOf = (name: string): number =>
  HUES[[...name].reduce((sum, sign) => (sum * 31 + sign.charCodeAt(0)) % 9973, 7) % HUES.length] ?? 262;

type Props = { readonly name: string; readonly size?: number; readonly app?: string | undefined };

/** A person's initials on a colour of their own, drawn but not said; an app is a square in its accent colour. */
export const Avatar = ({ name, size = 32, app }: Props) => (
  <span
    class={app === undefined ? 'avatar' : 'avatar avatar-app'}
    aria-hidden="true"
    data-letters={app === undefined ? initials(name) : name.slice(0, 1).toUpperCase()}
    style={`--size:${size}px;${app === undefined ? `--hue:${hueOf(name)}` : `--accent:${app}`}`}
  />
);
