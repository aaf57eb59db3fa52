import { Component, type ReactNode } from 'react';
import type { Words } from '../words.tsx';

type Props = { readonly words: Words; readonly children: ReactNode };

/** A bug while drawing ends in a sentence and a way on, not in an empty page. React wants a class for this. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override componentDidCatch(error: unknown): void {
    reportError(error);
  }

  override render(): ReactNode {
    const { words, children } = this.props;
    if (!this.state.broken) return children;
    return (
      <main className="face">
        <p role="alert">{words.screen.trouble.broken}</p>
        <button type="button" className="primary" onClick={() => location.reload()}>
          {words.screen.retry}
        </button>
      </main>
    );
  }
}
