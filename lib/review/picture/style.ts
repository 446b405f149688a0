/** Colours of arrows and their ports, in light and dark. Each carries text and stands 4.5:1 against paper and ink. */
export const TONES = 6;

const light = ["#1d5c9e", "#0b6b63", "#8a4b00", "#6b3fae", "#a82a4b", "#4e6408"];
const dark = ["#86b8f0", "#6fcfc3", "#eeb46a", "#c4a6f5", "#f49aae", "#b9cf6c"];

const tones = (colours: readonly string[]) => colours.map((colour, index) => `--tone-${index}:${colour}`).join(";");

/** The picture brings its own style, so that its file can be looked at alone. */
export const pictureStyle = `
.picture{--paper:#fff;--box:#fff;--ink:#1b1f24;--quiet:#525b66;--frame:#98a2ae;--ground:#f5f6f8;--ground-2:#ebeef1;--line:#69737e;${tones(light)};
font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;background:var(--paper)}
@media (prefers-color-scheme:dark){.picture{--paper:#14171b;--box:#20252b;--ink:#e8ebee;--quiet:#a8b1bb;--frame:#5b6570;--ground:#191d22;--ground-2:#1d2228;--line:#8b95a0;${tones(dark)}}}
@media print{.picture{--paper:#fff;--box:#fff;--ink:#000;--quiet:#333;--frame:#888;--ground:#fff;--ground-2:#fff;--line:#555;${tones(light)}}}
.picture text{fill:var(--ink);unicode-bidi:isolate;white-space:pre}
.picture .quiet{fill:var(--quiet)}
.picture .strong{font-weight:600}
.picture .place{fill:var(--ground);stroke:var(--frame)}
.picture .place.inner{fill:var(--ground-2);stroke-dasharray:2 3}
.picture .group{fill:none;stroke:var(--frame)}
.picture .title{font-size:11.5px;fill:var(--quiet);paint-order:stroke;stroke:var(--ground);stroke-width:5px;stroke-linejoin:round}
.picture .title.inner{stroke:var(--ground-2)}
.picture .box{fill:var(--box);stroke:var(--line);stroke-width:1.2}
.picture .one-shot{stroke-dasharray:5 4}
.picture .existing{stroke-dasharray:1.5 3;stroke-linecap:round}
.picture .people{fill:none;stroke:none}
.picture .figure{fill:none;stroke:var(--ink);stroke-width:1.6;stroke-linecap:round}
.picture .way{fill:none;stroke-width:1.5}
.picture .under{fill:none;stroke:var(--ground-2);stroke-width:5}
.picture .tab text{fill:var(--paper);font-size:11px}
.picture a{text-decoration:none}
.picture a:hover .box{stroke:var(--ink);stroke-width:2.2}
`.trim();
