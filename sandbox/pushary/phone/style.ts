// What the phone's pages add to the style of all sandbox pages.

export const style = `
body{justify-content:flex-start;padding:1rem .85rem 1.5rem}
main{max-width:27rem;background:none;border:0;padding:0;box-shadow:none}
header{display:flex;gap:1rem;align-items:center;justify-content:space-between;margin:.25rem .25rem 1rem}
header h1{margin:0;font-size:1.2rem}
h2{margin:1.5rem .25rem .6rem;font-size:.8rem;font-weight:600;letter-spacing:.06em;text-transform:uppercase;color:var(--soft)}
h3{margin:0 0 .75rem;font-size:1.05rem;line-height:1.35}
a{color:var(--accent)}
a.quiet{padding:.4rem .9rem;color:var(--accent);background:none;border:1px solid var(--line);font-weight:500}
article,.notice,.empty{margin:0 0 .75rem;padding:1rem 1.1rem;background:var(--card);border:1px solid var(--line);border-radius:16px;box-shadow:0 1px 2px rgb(0 0 0/.05)}
article.pending{border-color:var(--accent);box-shadow:0 0 0 1px var(--accent)}
article>:last-child{margin-bottom:0}
article h3,article p,article li,article dd{overflow-wrap:anywhere;white-space:pre-line}
.from{display:flex;flex-wrap:wrap;gap:.1rem .75rem;justify-content:space-between;margin-bottom:.4rem;color:var(--soft);font-size:.875rem}
.from b{color:var(--text);font-weight:600}
.from time{white-space:nowrap}
.empty{color:var(--soft);text-align:center}
.notice{border-color:var(--accent)}
.target{margin-bottom:.75rem;padding:.5rem .75rem;background:var(--well);border:1px solid var(--line);border-radius:10px;font:.875rem/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.choices{display:flex;flex-wrap:wrap;gap:.6rem;margin:0 0 .75rem}
.choices button{flex:1 1 40%;overflow-wrap:anywhere}
.choices.long button{flex-basis:100%;text-align:left}
button.no{color:var(--text);background:var(--well);box-shadow:inset 0 0 0 1px var(--line)}
button.quiet{padding:.45rem .8rem;font-size:.875rem;color:var(--soft)}
textarea{display:block;width:100%;min-height:4.5rem;margin-bottom:.75rem;padding:.65rem .75rem;font:inherit;color:inherit;background:var(--well);border:1px solid var(--line);border-radius:10px;resize:vertical}
.row{display:flex;gap:1rem;align-items:center;justify-content:space-between;margin:0}
.row p{margin:0}
.row form{margin:0}
.chip{display:inline-block;margin-bottom:.4rem;padding:.05rem .55rem;border:1px solid currentcolor;border-radius:99px;font-size:.75rem;font-weight:600;color:var(--soft)}
.chip.error{color:var(--alarm)}
dl{margin:0 0 .75rem}
dt{color:var(--soft);font-size:.8rem}
dd{margin:0 0 .75rem}
dd ul{display:block;margin:0;border:0}
dd li{display:list-item;margin-left:1.1rem;padding:0;list-style:disc}
dd li+li{border:0}
`;
