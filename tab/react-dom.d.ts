/** The one thing that the tab asks of react-dom; preact/compat stands in for it (vite.config.ts). */
declare module 'react-dom/client' {
  import type { ReactNode } from 'react';
  export const createRoot: (container: Element) => { readonly render: (node: ReactNode) => void };
}
