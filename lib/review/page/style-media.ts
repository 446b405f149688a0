/** A phone: rows become cards with the column's name before each value; only the picture and the file scroll sideways. */
export const narrowStyle = `
@media (max-width:46rem){
body{padding:1.25rem 1rem 3rem}
h1{font-size:1.75rem}
.block{grid-template-columns:1fr 1fr}
.narrow{display:inline}
.risks li{display:block}
.facts{grid-template-columns:1fr}
.facts div{grid-template-columns:7rem 1fr}
.two{grid-template-columns:1fr;gap:1.5rem}
table,tbody,tr,th,td{display:block}
thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
caption{display:block}
tr{padding:.6rem 0;border-bottom:1px solid var(--rule)}
th,td{padding:.1rem 0;border:0}
tbody th{font-size:1.0625em;font-weight:600}
td{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.5rem}
td::before{content:attr(data-column);color:var(--quiet);font-size:.8125rem}
td>div{min-width:0}
.count{width:2.4rem;margin-inline-end:.6rem}
}
`;

/** Paper is white, shows no way to move about, and breaks between rows. */
export const printStyle = (light: string): string => `
@media print{
:root{${light};--paper:#fff}
body{max-width:none;padding:0;font-size:9.5pt}
nav{display:none}
a{color:inherit;text-decoration:none}
section{break-inside:auto;margin-top:1.5rem}
h2,h3,caption{break-after:avoid}
tr,figure,.risks li,.line{break-inside:avoid}
.scroll{overflow:visible}
.drawing{width:100%}
.drawing .picture{min-width:0;max-height:92vh}
.source pre{width:auto}
.code{white-space:pre-wrap}
}
`;
