// The style sheet that all pages begin with.

export const style = `
:root{color-scheme:light dark;--page:#f3f5f8;--card:#fff;--text:#18212f;--soft:#5b6778;--line:#d8dee8;--accent:#1f5fd0;--on:#fff;--alarm:#b3261e;--well:#f6f8fb}
@media (prefers-color-scheme:dark){:root{--page:#10151d;--card:#19212d;--text:#e6ebf3;--soft:#9aa7ba;--line:#2e3a4b;--accent:#7aa7ff;--on:#0c1422;--alarm:#ff8f86;--well:#111822}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;min-height:100dvh;display:flex;flex-direction:column;align-items:center;justify-content:center;gap:1rem;padding:1.25rem;background:var(--page);color:var(--text);font:16px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
main{width:100%;max-width:34rem;background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.75rem;box-shadow:0 1px 2px rgb(0 0 0/.06),0 8px 24px rgb(0 0 0/.05)}
main>:last-child{margin-bottom:0}
h1{margin:0 0 .75rem;font-size:1.3rem;line-height:1.3;text-wrap:balance}
p{margin:0 0 1rem}
footer,.soft{color:var(--soft);font-size:.875rem}
footer{text-align:center;text-wrap:balance}
pre{margin:0 0 1rem;padding:1rem;max-height:60vh;overflow:auto;background:var(--well);border:1px solid var(--line);border-radius:10px;font:15px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;white-space:pre-wrap;overflow-wrap:anywhere}
label{display:block;margin-bottom:.35rem;font-weight:600}
input{display:block;width:100%;margin-bottom:1rem;padding:.65rem .75rem;font:inherit;color:inherit;background:var(--well);border:1px solid var(--line);border-radius:10px}
.button,button{display:inline-block;padding:.65rem 1.2rem;font:inherit;font-weight:600;text-decoration:none;color:var(--on);background:var(--accent);border:0;border-radius:10px;cursor:pointer}
button.quiet{padding:.4rem .9rem;color:var(--alarm);background:transparent;border:1px solid var(--line);font-weight:500}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
ul{list-style:none;margin:0 0 1rem;padding:0;border:1px solid var(--line);border-radius:10px}
li{display:flex;gap:1rem;justify-content:space-between;padding:.7rem 1rem}
li+li{border-top:1px solid var(--line)}
li a{color:var(--accent);overflow-wrap:anywhere}
li span{white-space:nowrap}
form.end{margin-top:1.25rem;padding-top:1.25rem;border-top:1px solid var(--line)}
.alarm{color:var(--alarm);font-weight:600}
svg{display:block;width:100%;max-width:18rem;height:auto;margin:0 auto 1rem;border-radius:10px}
`;
