/** @jsxImportSource preact */
/**
 * The page of the local Teams: what a person sees of chats, channels, cards, tabs and dialogs.
 * Lives here: looks and gestures. Everything that counts is asked of the server.
 * The one rule: foreign text is text; only our own Markdown makes elements of it.
 */
import { render } from 'preact';
import './styles.css';
import './card.css';
import { App } from './app.tsx';
import { applyTheme } from './theme.ts';

applyTheme('default');
const root = document.getElementById('root');
if (root) render(<App />, root);
