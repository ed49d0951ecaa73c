// The look of the device beside the style of all sandbox pages: one column of cards.

export const cardStyle = `
body{justify-content:flex-start;padding:1rem .85rem 1.5rem}
main{max-width:27rem;background:none;border:0;padding:0;box-shadow:none}
header{display:flex;gap:1rem;align-items:center;justify-content:space-between;margin:.25rem .25rem 1rem}
header h1{margin:0;font-size:1.2rem}
a{color:var(--accent)}
a.quiet{padding:.4rem .9rem;color:var(--accent);background:none;border:1px solid var(--line);font-weight:500}
article,.empty{margin:0 0 .75rem;padding:1rem 1.1rem;background:var(--card);border:1px solid var(--line);border-radius:16px;box-shadow:0 1px 2px rgb(0 0 0/.05)}
article>:last-child{margin-bottom:0}
article h2{margin:0 0 .5rem;font-size:1.05rem;line-height:1.35}
article h2,article p,article li,dt,dd{overflow-wrap:anywhere;white-space:pre-line}
article p{margin-bottom:.6rem}
.from{display:flex;gap:.1rem .75rem;justify-content:space-between;color:var(--soft);font-size:.875rem;white-space:normal}
.from b{color:var(--text);font-weight:600}
time{white-space:nowrap}
article ul{margin-bottom:.6rem}
.markdown{margin-bottom:.6rem;overflow-wrap:anywhere}
.markdown>:last-child{margin-bottom:0}
.markdown h3{margin:0 0 .35rem;font-size:1rem}
.markdown pre{padding:.6rem .75rem;font-size:.85rem}
.markdown code{font:.9em ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.markdown p,.markdown blockquote{white-space:pre-line}
.markdown blockquote{margin:0 0 .6rem;padding-left:.75rem;border-left:3px solid var(--line);color:var(--soft)}
.markdown hr{border:0;border-top:1px solid var(--line);margin:.6rem 0}
article .points{list-style:revert;margin:0 0 .6rem;padding-left:1.4rem;border:0}
article .points li{display:list-item;padding:0;background:none;border:0;font-size:inherit;border-radius:0}
article li{padding:.5rem .75rem;background:var(--well);font-size:.95rem}
article li:first-child{border-radius:10px 10px 0 0}
article li:last-child{border-radius:0 0 10px 10px}
article li:only-child{border-radius:10px}
article li span{white-space:pre-line}
article li time{color:var(--soft);font-size:.8rem}
.chips{display:flex;flex-wrap:wrap;gap:.35rem}
.chips:empty{display:none}
.chip{padding:.05rem .55rem;border:1px solid var(--line);border-radius:99px;font-size:.75rem;font-weight:600;color:var(--soft)}
.chip.on{border-color:currentcolor;color:var(--accent)}
.chip.critical,.chip.high{border-color:currentcolor;color:var(--alarm)}
dl{display:grid;grid-template-columns:fit-content(45%) 1fr;gap:.2rem .9rem;margin:.6rem 0 0;padding-top:.6rem;border-top:1px solid var(--line);font-size:.9rem}
dt{color:var(--soft)}
dd{margin:0}
.empty{color:var(--soft);text-align:center}
`;
