import { narrowStyle, printStyle } from "./style-media";

const light = `--paper:#fdfdfb;--ink:#1b1f24;--quiet:#58616b;--rule:#d9dcd6;--strong-rule:#1b1f24;--ground:#f4f4f0;--link:#1d4f8c;
--danger:#a02020;--danger-ground:#fcf0ee;--notice:#7a4a00;--notice-ground:#fbf4e4;--used:#3c6ea5;--spare:#b07d2b;--target:#fff3bf`;
const dark = `--paper:#14171b;--ink:#e6e9ec;--quiet:#a3acb6;--rule:#30363d;--strong-rule:#e6e9ec;--ground:#1b1f24;--link:#8fbcf2;
--danger:#ff9d94;--danger-ground:#2a1a1a;--notice:#ecbd6a;--notice-ground:#282114;--used:#5b93cf;--spare:#d19c45;--target:#4a3f12`;

const basics = `
*{box-sizing:border-box}
html{color-scheme:light dark;-webkit-text-size-adjust:100%;scroll-padding-top:1rem}
body{margin:0 auto;padding:2.5rem 2rem 5rem;max-width:76rem;background:var(--paper);color:var(--ink);font:400 .9375rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
h1,h2,h3,p,dl,dd,ul,ol,figure,pre{margin:0;padding:0}
ul{list-style:none}
a{color:var(--link);text-decoration:underline;text-decoration-thickness:1px;text-underline-offset:.18em;text-decoration-color:color-mix(in srgb,currentColor 40%,transparent)}
a:hover{text-decoration-color:currentColor}
a:focus-visible,[tabindex]:focus-visible{outline:2px solid var(--link);outline-offset:2px}
code,pre,.name,.at,.number{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.875em}
h1 .name{font:inherit}
.number{font-variant-numeric:tabular-nums}
.quiet{color:var(--quiet)}
.under{display:block;font-weight:400;color:var(--quiet);font-size:.875em}
.at{margin-inline-start:.3em;color:var(--quiet);font-size:.78em;font-weight:400;white-space:nowrap;text-decoration:none}
a.at:hover{color:var(--link);text-decoration:underline}
.at.unwritten{font-family:inherit;font-style:italic}
.tag{padding:0 .4em;border:1px solid var(--rule);border-radius:3px;color:var(--quiet);font-size:.78em}
`;

const head = `
.kicker{color:var(--quiet);font-size:.8125rem;letter-spacing:.08em;text-transform:uppercase}
h1{margin:.1rem 0 1.25rem;font-size:2.25rem;line-height:1.15;font-weight:650;letter-spacing:-.015em}
.block{display:grid;grid-template-columns:repeat(3,1fr);gap:1px;border:1.5px solid var(--strong-rule);background:var(--rule)}
.block div{padding:.5rem .8rem .6rem;background:var(--paper)}
dt{color:var(--quiet);font-size:.8125rem}
.block dd{font-weight:550}
.block .danger{color:var(--danger)}
.block .notice{color:var(--notice)}
nav{margin:1rem 0 0}
nav ul{display:flex;flex-wrap:wrap;gap:.15rem 1.1rem;font-size:.875rem}
nav a{display:inline-block;padding:.15rem 0;text-decoration:none}
nav a:hover{text-decoration:underline}
.old{margin:0 0 2rem;padding:.9rem 1.1rem;border:2px solid var(--danger);background:var(--danger-ground)}
.old strong{color:var(--danger);font-size:1.0625rem}
.old li{margin-top:.35rem;font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.8125rem;white-space:pre-wrap}
section{margin-top:2.75rem}
h2{margin-bottom:.75rem;padding-top:.6rem;border-top:1.5px solid var(--strong-rule);font-size:1.1875rem;line-height:1.3;font-weight:650}
h3{margin:0 0 .4rem;font-size:.9375rem;font-weight:650}
`;

const facts = `
.risks li{display:grid;grid-template-columns:5.5rem 1fr;padding:.65rem .9rem;border-inline-start:5px solid}
.risks li+li{margin-top:.5rem}
.risks .danger{border-color:var(--danger);background:var(--danger-ground)}
.risks .notice{border-color:var(--notice);background:var(--notice-ground)}
.risks .danger .level{color:var(--danger)}
.risks .notice .level{color:var(--notice)}
.risks p{grid-column:2;max-width:60rem}
.risks .at{color:inherit}
.remedy::before{content:"Instead: ";color:var(--quiet)}
.facts{display:grid;grid-template-columns:repeat(auto-fill,minmax(24rem,1fr));gap:0 2.5rem}
.facts div{display:grid;grid-template-columns:10.5rem 1fr;padding:.32rem 0;border-bottom:1px solid var(--rule)}
.facts dt{font-size:inherit}
.steps{margin-top:.5rem;padding-inline-start:1.4rem;max-width:60rem}
.steps li::marker{color:var(--quiet)}
.two{display:grid;grid-template-columns:1fr 1fr;gap:2.5rem}
.lost h3{color:var(--danger)}
.stacked div{padding:.4rem 0;border-bottom:1px solid var(--rule)}
.stacked dt{color:inherit;font-size:inherit}
.stacked dd{color:var(--quiet)}
`;

const pictures = `
figure{display:grid;justify-items:center}
.drawing{width:max(100%,min(var(--width) + 2px,100vw - 3rem));border:1px solid var(--rule);background:var(--paper)}
.scroll{overflow-x:auto}
.drawing .picture{display:block;background:none;width:100%;max-width:var(--width);min-width:calc(var(--width)*.88);height:auto;margin:0 auto}
.narrow{display:none}
figcaption{justify-self:start;margin-top:.5rem;color:var(--quiet);font-size:.8125rem;max-width:60rem}
.budget{margin:.8rem 0 1rem}
.track{display:flex;height:1.1rem;border:1px solid var(--quiet);background:var(--paper)}
.track span{width:var(--part)}
.track .used{background:var(--used)}
.track .spare{background:repeating-linear-gradient(135deg,var(--spare) 0 3px,transparent 3px 6px)}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1.5rem;margin-top:.35rem;color:var(--quiet);font-size:.8125rem}
.legend span::before{content:"";display:inline-block;width:.7rem;height:.7rem;margin-inline-end:.4rem;border:1px solid var(--quiet);vertical-align:-.05rem}
.legend .used::before{background:var(--used)}
.legend .spare::before{background:repeating-linear-gradient(135deg,var(--spare) 0 3px,transparent 3px 6px)}
.shares{columns:17rem;column-gap:2.5rem}
.shares li{display:flex;justify-content:space-between;gap:1rem;padding:.22rem 0;border-bottom:1px solid var(--rule);break-inside:avoid}
.slots{display:grid;grid-template-columns:5rem 1fr;align-items:center}
.bar{height:.55rem;width:100%;max-width:14rem;background:linear-gradient(var(--used),var(--used)) no-repeat 0/max(2px,var(--part)) 100%}
`;

const tables = `
table{width:100%;table-layout:fixed;border-collapse:collapse;text-align:start}
caption{margin-bottom:.5rem;color:var(--quiet);text-align:start}
th,td{padding:.45rem 1.25rem .45rem 0;border-bottom:1px solid var(--rule);vertical-align:top;text-align:start;font-weight:400}
thead th{padding-bottom:.3rem;border-color:var(--quiet);color:var(--quiet);font-size:.8125rem}
tbody th{font-weight:500}
th:last-child,td:last-child{padding-inline-end:0}
.word{display:inline-block;max-width:100%}
tr:target{background:var(--target)}
.published .name{font-weight:600}
.source{border:1px solid var(--rule);background:var(--ground)}
.source pre{width:max-content;min-width:100%;padding:.6rem 0;line-height:1.6}
.line{display:block;padding-inline-end:1rem}
.line:target{background:var(--target)}
.count{display:inline-block;width:3.4rem;margin-inline-end:1rem;padding-inline-end:.7rem;border-inline-end:1px solid var(--rule);color:var(--quiet);text-align:end;text-decoration:none;user-select:none}
.code{white-space:pre}
section h3:not(:nth-of-type(1)){margin-top:1.25rem}
`;

/** All of the page's looks: no font, picture or script from elsewhere, colours by the reader's own choice. */
export const pageStyle = [
  `:root{${light}}`,
  `@media (prefers-color-scheme:dark){:root{${dark}}}`,
  basics,
  head,
  facts,
  pictures,
  tables,
  narrowStyle,
  printStyle(light),
]
  .join("\n")
  .trim();
