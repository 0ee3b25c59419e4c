/** Escapes text for HTML content and quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

const style = `
*{box-sizing:border-box}
[hidden]{display:none!important}
body{margin:0;background:#F3F5F8;color:#1A2433;font:16px/1.5 system-ui,-apple-system,"PingFang SC","Noto Sans CJK SC","Microsoft YaHei",sans-serif}
.mark{margin:0;background:#FDF1DF;color:#8A4B00;text-align:center;padding:8px 16px;font-size:14px}
main{max-width:560px;margin:0 auto;padding:16px}
.top{max-width:560px;margin:0 auto;padding:24px 16px 0}
.top p{margin:0;color:#475467;font-size:14px}
h1{font-size:22px;line-height:1.4;margin:0 0 4px}
h2{font-size:16px;margin:0 0 12px}
.card{background:#fff;border-radius:12px;padding:16px;margin:0 0 12px;box-shadow:0 1px 2px #1a243314}
label,legend{display:block;font-weight:600;margin:0 0 4px;padding:0}
fieldset{border:0;margin:0;padding:0}
.hint{color:#5F6B7C;font-size:14px;margin:4px 0 0}
.field{margin:0 0 16px}
input[type=text],select{width:100%;min-height:48px;font:inherit;color:inherit;background:#fff;border:1px solid #5F6B7C;border-radius:10px;padding:8px 12px}
button{display:block;width:100%;min-height:48px;font:inherit;font-weight:600;border-radius:10px;border:1px solid #0F5BC4;background:#0F5BC4;color:#fff;padding:8px 16px;cursor:pointer}
button:active{background:#0B479A}
button.plain{background:#fff;color:#0F5BC4;margin-top:12px}
button.person{text-align:left;background:#fff;color:#1A2433;border:1px solid #DDE3EA;font-weight:400;margin:0 0 8px}
button.person strong{display:block}
button.person span{display:block;color:#475467;font-size:14px}
summary{min-height:44px;padding:10px 0;color:#0F5BC4;cursor:pointer}
td:nth-child(5){white-space:nowrap}
:focus-visible{outline:3px solid #7FB0FF;outline-offset:2px}
.problem{background:#FCEAE9;color:#B3261E;border-radius:12px;padding:12px 16px;margin:0 0 12px}
.result{background:#E6F4EC;color:#0B6B3A;border-radius:12px;padding:16px;margin:0 0 12px}
.big{font-size:32px;font-variant-numeric:tabular-nums;letter-spacing:2px;margin:0}
table{width:100%;border-collapse:collapse;font-size:14px}
th,td{text-align:left;padding:8px 4px;border-bottom:1px solid #DDE3EA;vertical-align:top}
.wide .top,.wide main{max-width:960px}
`;

/**
 * A whole page of the sandbox city, with the SANDBOX mark on top.
 * @param page `title` and `lead` are text, `body` is HTML that the caller has escaped
 */
export function htmlPage(page: { title: string; lead: string; body: string; wide?: boolean }): string {
  const title = escapeHtml(page.title);
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${title} · SANDBOX</title><style>${style}</style></head>
<body${page.wide ? ' class="wide"' : ''}>
<header><p class="mark">SANDBOX 演示环境:人员与数据均为虚构,不要填写真实信息</p>
<div class="top"><h1>${title}</h1><p>${escapeHtml(page.lead)}</p></div></header>
<main>${page.body}</main>
</body></html>`;
}

/** A sentence about something that went wrong, announced to assistive technology. */
export function problemBox(text: string): string {
  return `<p class="problem" role="alert">${escapeHtml(text)}</p>`;
}
