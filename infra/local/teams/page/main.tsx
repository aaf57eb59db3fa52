/** @jsxImportSource preact */
/**
 * The page of the local Teams: what a person sees of chats, channels, cards, tabs and dialogs.
 * Lives here: looks and gestures. Everything that counts is asked of the server.
 * The one rule: foreign text is text; only our own Markdown makes elements of it.
 */
import { render } from 'preact';
import { App } from './app.tsx';
import { applyTheme } from './theme.ts';
// In this order: later ones are meant to win.
import './looks/base.css';
import './looks/controls.css';
import './looks/start-page.css';
import './looks/shell.css';
import './looks/messages.css';
import './looks/compose.css';
import './looks/windows.css';
import './looks/app-pages.css';
import './looks/card.css';
import './looks/narrow.css';

applyTheme('default');
const root = document.getElementById('root');
if (root) render(<App />, root);
