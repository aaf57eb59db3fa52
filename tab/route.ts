/** Which page the address asks for. */
export type Route =
  | { readonly page: 'board'; readonly unit: string; readonly wall: boolean; readonly open: string | undefined }
  | { readonly page: 'home'; readonly open: string | undefined }
  | { readonly page: 'configure' };

type Hints = { readonly entity: string; readonly subEntity: string | undefined };

/** The page of an address. The unit in it goes before what Teams says, so that one tab can show several boards. */
export const routeOf = (address: URL, { entity, subEntity }: Hints): Route => {
  if (address.pathname === '/configure') return { page: 'configure' };
  const open = address.searchParams.get('suggestion') ?? subEntity;
  if (address.searchParams.get('view') === 'home') return { page: 'home', open };
  const unit = address.searchParams.get('unit') ?? entity;
  if (unit === '') return { page: 'home', open };
  return { page: 'board', unit, wall: address.searchParams.get('wall') === '1', open };
};

export const HOME_ADDRESS = '/?view=home';

export const boardAddress = (unit: string): string => `/?unit=${encodeURIComponent(unit)}`;
