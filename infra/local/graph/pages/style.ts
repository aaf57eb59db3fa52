/** The pages' looks: SharePoint in little, in light and dark, usable at 320 pixels and without a mouse. */
export const STYLE = `
:root { color-scheme: light dark; --ink: #242424; --quiet: #5c5c5c; --paper: #fff; --shade: #f5f5f5; --line: #d6d6d6; --brand: #03787c; --brand-ink: #fff; --wrong: #b10e1c; --hover: #ebf4f4; }
@media (prefers-color-scheme: dark) { :root { --ink: #f5f5f5; --quiet: #c4c4c4; --paper: #1f1f1f; --shade: #292929; --line: #484848; --brand: #1a9ba1; --brand-ink: #101010; --wrong: #f1707b; --hover: #263838; } }
* { box-sizing: border-box; }
body { margin: 0; font: 14px/1.45 'Segoe UI', system-ui, sans-serif; color: var(--ink); background: var(--paper); }
a { color: var(--brand); }
:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: 8px; top: 8px; background: var(--paper); padding: 8px; z-index: 2; }
.suite { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; padding: 8px 16px; background: var(--brand); color: var(--brand-ink); }
.suite strong { flex: 1 1 auto; font-weight: 600; }
.suite form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; min-width: 0; }
.site { display: flex; gap: 12px; align-items: center; padding: 16px; border-bottom: 1px solid var(--line); }
.site .logo { width: 40px; height: 40px; display: grid; place-items: center; background: var(--brand); color: var(--brand-ink); font-size: 20px; font-weight: 600; border-radius: 4px; }
.site p { margin: 0; font-size: 18px; font-weight: 600; }
.site small { color: var(--quiet); font-weight: 400; font-size: 12px; display: block; }
.frame { display: flex; align-items: flex-start; }
nav.lists { flex: 0 0 200px; padding: 16px 8px; }
nav.lists ul { list-style: none; margin: 0; padding: 0; }
nav.lists a { display: block; padding: 8px; border-radius: 4px; text-decoration: none; color: inherit; }
nav.lists a:hover, nav.lists a[aria-current] { background: var(--hover); }
nav.lists a[aria-current] { font-weight: 600; box-shadow: inset 3px 0 var(--brand); }
main { flex: 1 1 auto; min-width: 0; padding: 16px; }
h1 { margin: 0 0 4px; font-size: 22px; font-weight: 600; }
.lead { margin: 0 0 12px; color: var(--quiet); }
.commands { display: flex; flex-wrap: wrap; gap: 8px; margin: 0 0 12px; padding: 6px 0; border-bottom: 1px solid var(--line); }
button, .button { font: inherit; padding: 5px 12px; border: 1px solid var(--line); border-radius: 4px; background: var(--paper); color: var(--ink); text-decoration: none; cursor: pointer; min-height: 32px; }
button.first, .button.first { background: var(--brand); border-color: var(--brand); color: var(--brand-ink); font-weight: 600; }
button:hover, .button:hover { filter: brightness(0.95); }
.danger { color: var(--wrong); }
.scroll { position: relative; overflow-x: auto; border: 1px solid var(--line); border-radius: 4px; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: 6px 10px; border-bottom: 1px solid var(--line); max-width: 420px; overflow-wrap: break-word; }
td { min-width: 6em; }
td.long { min-width: 18em; }
td.short, td.short a.cell, td button, tbody th { white-space: nowrap; }
.suite select, .suite button { color: var(--ink); }
tbody tr:hover { background: var(--hover); }
thead th { background: var(--shade); white-space: nowrap; font-weight: 600; }
thead a { color: inherit; text-decoration: none; }
thead a:hover { text-decoration: underline; }
td a.cell { color: inherit; text-decoration: none; display: block; min-height: 1.45em; min-width: 3em; white-space: pre-wrap; }
td a.cell:hover, td a.cell:focus-visible { box-shadow: 0 0 0 1px var(--brand); border-radius: 2px; }
.number { text-align: right; font-variant-numeric: tabular-nums; }
input, select, textarea { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--quiet); border-radius: 4px; padding: 5px 8px; max-width: 100%; min-height: 32px; }
textarea { width: 100%; min-height: 6em; }
.fields { display: grid; gap: 14px; max-width: 640px; }
.fields input:not([type=checkbox]), .fields select { width: 100%; }
.fields label, .fields legend { font-weight: 600; display: block; margin-bottom: 3px; }
fieldset { border: 0; margin: 0; padding: 0; }
fieldset label { font-weight: 400; }
.actions { display: flex; flex-wrap: wrap; gap: 8px; margin-top: 16px; }
.wrong { border-left: 4px solid var(--wrong); background: var(--shade); padding: 8px 12px; margin: 0 0 12px; }
.pager { display: flex; gap: 12px; align-items: center; margin-top: 12px; color: var(--quiet); }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 700px) { .frame { display: block; } nav.lists { padding: 8px; } nav.lists ul { display: flex; flex-wrap: wrap; } }
`;
