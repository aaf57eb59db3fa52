import { PNG } from 'pngjs';
import type { AppPackage, Rule } from '../app-package.ts';

const SIZES = { color: 192, outline: 32, color32x32: 32 } as const;
type IconName = keyof typeof SIZES;

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

type Icon = { readonly name: IconName; readonly file: string; readonly picture: PNG | undefined };

/** The pictures that are there; one that is missing is for another rule to name. */
const iconsOf = ({ manifest, icons }: AppPackage): Icon[] =>
  (Object.keys(SIZES) as IconName[]).flatMap((name) => {
    const file = manifest.icons[name];
    const bytes = file === undefined ? undefined : icons.get(file);
    if (file === undefined || bytes === undefined) return [];
    return [{ name, file, picture: bytes.subarray(0, 8).equals(SIGNATURE) ? PNG.sync.read(bytes) : undefined }];
  });

export const iconSizes: Rule = (pack) =>
  iconsOf(pack).flatMap(({ name, file, picture }) => {
    if (picture === undefined) return [`${file} is not a PNG picture.`];
    const { width, height } = picture;
    const size = SIZES[name];
    return width === size && height === size
      ? []
      : [`${file} measures ${width} × ${height} pixels: the icon “${name}” must be ${size} × ${size}.`];
  });

type Pixel = { readonly white: boolean; readonly seen: boolean };

const pixelsOf = ({ data }: PNG): Pixel[] =>
  Array.from({ length: data.length / 4 }, (_, index) => {
    const [red, green, blue, alpha] = data.subarray(index * 4, index * 4 + 4);
    return { white: red === 255 && green === 255 && blue === 255, seen: alpha !== 0 };
  });

/** Teams paints the outline in its own colours: whatever is not white or transparent would come out wrong. */
export const whiteOutline: Rule = (pack) => {
  const outline = iconsOf(pack).find(({ name }) => name === 'outline');
  if (outline?.picture === undefined) return [];
  const pixels = pixelsOf(outline.picture);
  if (pixels.some(({ white, seen }) => seen && !white)) return [`${outline.file} has other colours than white.`];
  return pixels.every(({ seen }) => seen) ? [`${outline.file} has no transparent background.`] : [];
};
