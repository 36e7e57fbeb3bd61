/**
 * How the page looks: light and dark, on a phone, on paper. It names no address, so nothing is loaded. Sections far from
 * what one reads are not laid out (`content-visibility`), which keeps a page of twenty thousand entries quick to scroll.
 */
export const pageLook = `
:root { color-scheme: light dark; --ground: #fff; --ink: #1c2024; --quiet: #5a6470; --line: #d5dae0; --raised: #f4f6f8;
  --link: #0b57b0; --key: #8a5300; --key-ground: #fff4dc; --identifying: #f3b4ac; --contained: #f3d283; --resolved: #a9d8b5;
  --impact: #d9897f; --held: #b5cdf0; --said: #5f7fb0; --mark: #8a5300; --in: #1c2024; }
@media screen and (prefers-color-scheme: dark) { :root { --ground: #14171a; --ink: #e4e8ec; --quiet: #9ba6b2; --line: #343b43;
  --raised: #1e2328; --link: #8fbcff; --key: #f0c36d; --key-ground: #2e2716; --identifying: #7d352d; --contained: #6f5213;
  --resolved: #285c38; --impact: #a04a40; --held: #2d4a75; --said: #7f9fd0; --mark: #f0c36d; --in: #f2f4f6; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 62rem; margin: 0 auto; padding: 0 1rem; }
header { padding-top: 1.5rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2.2rem 0 .6rem; }
h3 { font-size: 1rem; margin: 1.4rem 0 .3rem; color: var(--quiet); }
a { color: var(--link); }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
.skip { position: absolute; left: 1rem; top: -4rem; background: var(--ground); padding: .4rem .8rem; }
.skip:focus { top: .4rem; }
.kept { border-left: 4px solid var(--key); padding-left: .8rem; }
.quiet, .tail { color: var(--quiet); }
.plot { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; padding: .5rem; background: var(--raised); }
svg { display: block; width: 100%; min-width: 700px; font: 13px system-ui, sans-serif; }
svg text { fill: var(--ink); unicode-bidi: plaintext; }
svg .tick { fill: var(--quiet); font-size: 12px; }
svg .in { fill: var(--in); font-size: 12px; pointer-events: none; }
svg .grid { stroke: var(--line); stroke-dasharray: 2 3; }
svg .foot { stroke: var(--quiet); }
svg .identifying { fill: var(--identifying); } svg .contained { fill: var(--contained); } svg .resolved { fill: var(--resolved); }
svg .impact { fill: var(--impact); } svg .held { fill: var(--held); } svg .said { fill: var(--said); }
svg .bar { stroke: var(--raised); }
svg .mark { fill: var(--mark); } svg .count { fill: var(--raised); font-size: 9px; font-weight: 700; }
table { border-collapse: collapse; width: 100%; font-size: .95rem; overflow-wrap: break-word; }
caption { text-align: left; font-weight: 600; padding: .3rem 0; }
th, td { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; }
.tables { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: 1.2rem 2.5rem; align-items: start; }
.long { max-height: 24rem; overflow: auto; border: 1px solid var(--line); border-radius: 6px; padding: .3rem .6rem; }
.events { padding-left: 0; list-style: none; margin: 0; }
.events li { padding: .15rem 0; }
form { position: sticky; top: 0; z-index: 1; background: var(--ground); border-bottom: 1px solid var(--line); padding: .6rem 0;
  display: flex; flex-wrap: wrap; gap: .4rem 1rem; align-items: center; }
[hidden] { display: none !important; }
input[type="search"] { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--quiet); border-radius: 4px;
  padding: .3rem .5rem; width: 16rem; max-width: 100%; margin-left: .4rem; }
form p { margin: 0; }
section section { content-visibility: auto; contain-intrinsic-size: auto 2400px; }
.few section section { content-visibility: visible; }
ol.said { list-style: none; margin: 0; padding: 0; }
ol.said > li { display: grid; grid-template-columns: 6.6rem 1fr; padding: .35rem .4rem; border-top: 1px solid var(--line); scroll-margin-top: 5rem; }
ol.said > li:target { outline: 2px solid var(--link); outline-offset: -2px; }
ol.said > li.key { background: var(--key-ground); }
ol.said > li.act .text { color: var(--quiet); }
ol.said > li.reply .what { border-left: 3px solid var(--line); padding-left: .7rem; }
.when { font-variant-numeric: tabular-nums; text-decoration: none; color: var(--quiet); }
.when small { display: block; }
.tags { color: var(--quiet); font-size: .88rem; }
.tags .is-key { color: var(--key); font-weight: 600; }
.text { white-space: pre-wrap; unicode-bidi: isolate; }
.what p { margin: .1rem 0; }
.what ul { margin: .2rem 0; padding-left: 1.2rem; font-size: .92rem; }
pre, code { font: .88em/1.45 ui-monospace, monospace; }
pre { margin: .3rem 0; padding: .5rem; background: var(--raised); border: 1px solid var(--line); border-radius: 4px; white-space: pre-wrap; }
footer { padding-top: 2rem; padding-bottom: 3rem; color: var(--quiet); font-size: .9rem; }
@media (max-width: 40rem) {
  h1 { font-size: 1.35rem; }
  ol.said > li { display: block; }
  .when small { display: inline; margin-left: .5rem; }
  form label, input[type="search"] { width: 100%; margin-left: 0; }
  form label.tick { width: auto; }
}
@media print {
  body { font-size: 10pt; }
  form, .skip { display: none; }
  section section { content-visibility: visible; }
  ol.said > li, .plot, tr { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
  svg { min-width: 0; }
  .plot, .long { overflow: visible; max-height: none; }
}
`;
