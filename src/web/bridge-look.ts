/** How the page for when Slack fails looks: light and dark, on a phone, on paper. It names no address, so nothing is loaded. */
export const bridgeLook = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1c2024; --quiet: #56606b; --line: #d5dae0; --raised: #f4f6f8;
  --link: #0b57b0; --alarm: #8f1d12; --alarm-ground: #fdeae7; }
@media screen and (prefers-color-scheme: dark) { :root { --ground: #14171a; --ink: #e4e8ec; --quiet: #9ba6b2;
  --line: #343b43; --raised: #1e2328; --link: #8fbcff; --alarm: #ffb4a9; --alarm-ground: #3a1a16; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; padding: 1rem; background: var(--ground); color: var(--ink);
  font: 17px/1.45 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.35rem; line-height: 1.25; margin: 0 0 .3rem; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 0 0 .3rem; }
h3 { font-size: .95rem; margin: 1rem 0 .2rem; color: var(--quiet); }
p { margin: .3rem 0; }
ul { margin: .2rem 0; padding-inline-start: 1.2rem; }
li { margin: .15rem 0; }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.quiet { color: var(--quiet); font-size: .88rem; }
.lost { color: var(--alarm); background: var(--alarm-ground); padding: .5rem .7rem; border-radius: 6px; font-weight: 600; }
.ways { display: flex; flex-wrap: wrap; gap: .3rem 1.2rem; margin: .6rem 0; padding: 0; list-style: none; font-weight: 600; }
.ways a { display: inline-block; padding: .3rem 0; }
.phones li { margin: .5rem 0; }
article { border-top: 2px solid var(--ink); margin-top: 1.4rem; padding-top: .7rem; }
.phones > section { break-inside: avoid; }
dl { display: grid; grid-template-columns: minmax(6.5rem, max-content) 1fr; gap: .25rem .8rem; margin: .5rem 0; }
dt { color: var(--quiet); }
dd { margin: 0; }
.unclaimed { color: var(--alarm); font-weight: 600; }
.when { font-variant-numeric: tabular-nums; color: var(--quiet); }
h2 .title { display: block; unicode-bidi: plaintext; }
.unclaimed .when { color: inherit; }
.said { unicode-bidi: plaintext; }
nav ol { margin: .3rem 0; padding: 0; list-style: none; }
nav li { padding: .15rem 0; }
@media (max-width: 30rem) {
  dl { grid-template-columns: 1fr; gap: 0; }
  dt { margin-top: .35rem; font-size: .88rem; }
}
@media print {
  @page { margin: 15mm; }
  body { font-size: 10.5pt; max-width: none; padding: 0; }
  a { color: inherit; }
  .way::after { content: " " attr(href); font-weight: 400; font-size: .9em; }
  nav, a[href="#phones"] { display: none; }
  h2, h3 { break-after: avoid; }
  li, dd { break-inside: avoid; }
}
`;
