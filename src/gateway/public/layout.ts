import { createHash } from 'node:crypto';

/** Escapes text for HTML content and quoted attributes. */
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const style = `
*{box-sizing:border-box}
body{margin:0;background:#F3F5F8;color:#1A2433;font:18px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei",sans-serif}
header{background:#0B3F8A;color:#fff}
header div,main,footer{max-width:640px;margin:0 auto;padding:16px}
header p{margin:0;color:#D6E4F9;font-size:16px}
h1{font-size:26px;line-height:1.3;margin:4px 0 0}
h2{font-size:20px;margin:0 0 8px}
.card{background:#fff;border-radius:12px;padding:20px;margin:0 0 16px}
label{display:block;font-weight:600;margin:0 0 4px}
.hint{color:#5F6B7C;font-size:16px;margin:6px 0 0}
.field{margin:0 0 20px}
input{width:100%;min-height:56px;font:inherit;color:inherit;background:#fff;border:1px solid #5F6B7C;border-radius:10px;padding:10px 14px}
input[type=text]{font-size:22px;letter-spacing:1px;text-transform:uppercase}
button{display:block;width:100%;min-height:56px;font:inherit;font-weight:600;border-radius:10px;border:0;background:#0F5BC4;color:#fff;padding:10px 16px;cursor:pointer}
button:active{background:#0B479A}
:focus-visible{outline:3px solid #0F5BC4;outline-offset:3px}
.mark{background:#FDF1DF;color:#8A4B00;text-align:center;padding:8px 16px;margin:0;font-size:16px}
.good{background:#E6F4EC;color:#0B6B3A}.warn{background:#FDF1DF;color:#8A4B00}.bad{background:#FCEAE9;color:#B3261E}
.said{border-radius:12px;padding:16px 20px;margin:0 0 16px}
.said p{margin:4px 0 0}
dl{display:grid;grid-template-columns:auto 1fr;gap:8px 16px;margin:0}
dt{color:#475467}dd{margin:0;font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
footer{color:#475467;font-size:16px}
a{color:#0F5BC4}
`;
const styleHash = `'sha256-${createHash('sha256').update(style).digest('base64')}'`;

/** Nothing runs on these pages, nothing is fetched from anywhere, and no other site may frame them. */
export const publicPageHeaders = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src ${styleHash}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
  'content-language': 'zh-CN',
} as const;

export interface PublicPage {
  readonly title: string;
  readonly lead: string;
  /** HTML that the caller has escaped. */
  readonly body: string;
  /** The one address of this page, whatever was asked with it. */
  readonly canonical: string;
  /** False for answers: only the page itself belongs into a search engine. */
  readonly indexed: boolean;
  readonly city: { readonly city: string; readonly sponsor: string; readonly hotline: string; readonly sandbox: boolean };
}

/** A whole page for people without the application: plain HTML that works without a script. */
export function publicPage({ title, lead, body, canonical, indexed, city }: PublicPage): string {
  const mark = city.sandbox ? '<p class="mark">SANDBOX 演示环境，人员与数据均为虚构</p>' : '';
  return `<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${escapeHtml(title)} · ${escapeHtml(city.city)}</title>
<link rel="canonical" href="${escapeHtml(canonical)}">
<meta name="robots" content="${indexed ? 'index' : 'noindex'}"><meta name="description" content="${escapeHtml(lead)}">
<style>${style}</style></head>
<body>${mark}
<header><div><p>${escapeHtml(city.city)}城办</p><h1>${escapeHtml(title)}</h1><p>${escapeHtml(lead)}</p></div></header>
<main>${body}</main>
<footer><p>主办：${escapeHtml(city.sponsor)}。需要帮助请拨打 <a href="tel:${escapeHtml(city.hotline)}">${escapeHtml(city.hotline)}</a>，或<a href="/">打开城办</a>。</p></footer>
</body></html>`;
}
