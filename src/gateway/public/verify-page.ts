import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import * as v from 'valibot';
import { documentQuestion, documentVerdict, normalizeVerifyCode, spacedVerifyCode, verifyCodePattern, verifyPath } from '../../contract/documents.ts';
import type { DocumentVerdict } from '../../contract/documents.ts';
import type { DepartmentHandler, DocumentKind, ObjectContext } from '../../contract/department.ts';
import { uploadMost } from '../../contract/files.ts';
import { maskName } from '../../contract/masking.ts';
import { problemFacts, refuse, type Refusal } from '../../contract/problems.ts';
import { readUpload, isPdf } from '../files/read-upload.ts';
import { addressKey, type Limit } from '../http/limits.ts';
import { toProblem } from '../http/problem.ts';
import type { CallReport } from '../http/routes.ts';
import { newTraceId } from '../http/trace.ts';
import { withDeadline } from '../http/deadline.ts';
import { escapeHtml, publicPage, publicPageHeaders, type PublicPage } from './layout.ts';
import { troubleHtml, verdictHtml } from './verdict.ts';

export interface VerifyPageDeps {
  readonly kinds: readonly DocumentKind[];
  readonly handlers: Readonly<Record<string, DepartmentHandler>>;
  readonly origin: string;
  readonly city: PublicPage['city'];
  client: ObjectContext['client'];
  /** Reason why a department was switched off; null while it is on. */
  switchedOff(department: string): string | null;
  departmentName(id: string): string | undefined;
  /** By address; the department is not to be worn out by guessing. */
  readonly limit: Limit;
  now(): Date;
  report(report: CallReport): void;
  failed(traceId: string, operation: string, error: unknown): void;
}

const operation = 'public.verify';
const timeoutMs = 5000;
/** Words for what a form can be wrong in; everything else has its own of the closed list. */
const formWords: Partial<Record<Refusal['code'], readonly [string, string]>> = {
  inputInvalid: ['验证码不对', '验证码是 12 位字母和数字，没有 0、1、I、O。请照证明上的填写。'],
  bodyTooLarge: ['文件太大', '参保证明不会超过 5 MB。请选择您收到的那个文件。'],
  unsupportedMediaType: ['这个文件不是 PDF', '请选择您收到的 PDF 文件，不要用照片或截图。'],
  malformedRequest: ['文件没有传完', '请检查网络后重新上传。'],
};

const form = (code: string, title: string): string => `<form class="card" method="post" action="${verifyPath}" enctype="multipart/form-data">
<div class="field"><label for="code">验证码</label><input type="text" id="code" name="code" value="${escapeHtml(code)}" required maxlength="20" autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="code-hint"><p class="hint" id="code-hint">在${title}二维码旁边，12 位</p></div>
<div class="field"><label for="file">文件（可以不选）</label><input type="file" id="file" name="file" accept="application/pdf,.pdf" aria-describedby="file-hint"><p class="hint" id="file-hint">选择收到的 PDF，可以核对是否被改动。文件只用来比对，不保存</p></div>
<button type="submit">核验证明</button></form>`;

/**
 * The verification page for everybody: plain HTML, no login, no script, one canonical address. A code in the address is answered at once, as a
 * phone's camera opens it; the form also takes a file, which is hashed while it passes and never kept.
 */
export function registerVerifyPage(app: FastifyInstance, deps: VerifyPageDeps): void {
  const title = deps.kinds.map((one) => one.title).join('、');
  const canonical = `${deps.origin}${verifyPath}`;

  /** Asks each kind's department until one knows the code. */
  async function ask(code: string, digest: string | null, traceId: string): Promise<DocumentVerdict | Refusal> {
    let last: DocumentVerdict | Refusal = refuse('notFound');
    for (const { department, operations } of deps.kinds) {
      const handler = deps.handlers[operations.verify];
      if (!handler) continue;
      if (deps.switchedOff(department) !== null) return refuse('serviceSuspended', { department });
      const context: ObjectContext = { traceId, now: deps.now(), client: deps.client };
      const asked = handler(context as Parameters<DepartmentHandler>[0], { code, digest } as never);
      const outcome = await withDeadline(asked, timeoutMs, refuse('departmentTimeout', { department }));
      if (!outcome.ok) return outcome.department ? outcome : { ...outcome, department };
      last = v.parse(documentVerdict, outcome.data);
      if (last.verdict !== 'unknown') return last;
    }
    return last;
  }

  /** Code and file of the form, whichever way the browser sends it. */
  async function entered(request: FastifyRequest): Promise<{ readonly ok: true; readonly code: string; readonly digest: string | null } | Refusal> {
    if (typeof request.body === 'string') return { ok: true, code: new URLSearchParams(request.body).get('code') ?? '', digest: null };
    const read = await readUpload(request.body as Readable, request.headers, { most: uploadMost, fits: isPdf });
    return read.ok ? { ok: true, code: read.fields['code'] ?? '', digest: read.file?.digest ?? null } : read;
  }

  async function answer(reply: FastifyReply, given: Awaited<ReturnType<typeof entered>>, traceId: string, startedAt: number) {
    const typed = given.ok ? given.code.slice(0, 40) : '';
    let said: DocumentVerdict | Refusal;
    if (!given.ok) said = given;
    else {
      const question = v.safeParse(documentQuestion, { code: given.code.slice(0, 40), digest: given.digest });
      try {
        said = question.success ? await ask(question.output.code, question.output.digest, traceId) : refuse('inputInvalid');
      } catch (error) {
        deps.failed(traceId, operation, error);
        said = refuse('internalError');
      }
    }
    let status = 200;
    let html: string;
    if ('code' in said) {
      ({ status } = problemFacts[said.code]);
      const problem = toProblem(said, traceId, 'zh-CN', { department: deps.departmentName, label: () => undefined });
      const words = formWords[said.code] ?? [problem.title, problem.detail];
      html = troubleHtml(words[0], words[1]);
      if (problem.retryAfter !== undefined) reply.header('retry-after', String(problem.retryAfter));
    } else html = verdictHtml({ ...said, document: said.document && { ...said.document, name: maskName(said.document.name) } });
    const normal = normalizeVerifyCode(typed);
    const shown = verifyCodePattern.test(normal) ? spacedVerifyCode(normal) : typed;
    deps.report({ operation, traceId, status, outcome: 'code' in said ? said.code : said.verdict, milliseconds: performance.now() - startedAt });
    return reply.code(status).headers(publicPageHeaders).send(publicPage({
      title: `核验${title}`, lead: '结果由开具机构当场给出', canonical, indexed: false, city: deps.city, body: html + form(shown, title),
    }));
  }

  void app.register(async (scope) => {
    scope.addHook('onRequest', async (request, reply) => {
      const refusal = await deps.limit.take(addressKey(request.ip));
      return refusal ? answer(reply, refusal, newTraceId(), performance.now()) : undefined;
    });
    scope.addContentTypeParser('multipart/form-data', (_request, payload, done) => done(null, payload));
    scope.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: 2048 }, (_request, body, done) => done(null, body));
    scope.get(verifyPath, { exposeHeadRoute: false }, async (request, reply) => {
      const startedAt = performance.now();
      const traceId = newTraceId();
      const { code } = request.query as { code?: unknown };
      if (typeof code === 'string' && code !== '') return answer(reply, { ok: true, code, digest: null }, traceId, startedAt);
      deps.report({ operation, traceId, status: 200, outcome: 'ok', milliseconds: performance.now() - startedAt });
      return reply.code(200).headers(publicPageHeaders).send(publicPage({
        title: `核验${title}`, lead: `收到别人给您的${title}，可以在这里核验真伪，不用登录`, canonical, indexed: true, city: deps.city, body: form('', title),
      }));
    });
    scope.post(verifyPath, async (request, reply) => {
      const startedAt = performance.now();
      return answer(reply, await entered(request), newTraceId(), startedAt);
    });
  });
}
