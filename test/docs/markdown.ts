/** A fenced code block; `line` is that of its opening fence, from 1. */
export interface CodeBlock {
  readonly language: string;
  /** Words after the language; a file path where the block is a whole file. */
  readonly info: string;
  readonly code: string;
  readonly line: number;
}

/** What a check needs of one document. */
export interface Markdown {
  readonly blocks: readonly CodeBlock[];
  /** Targets of links and pictures outside code, as written. */
  readonly links: readonly { readonly target: string; readonly line: number }[];
  /** Anchors its headings give, as GitHub makes them. */
  readonly anchors: ReadonlySet<string>;
  /** True when the last fence was never closed. */
  readonly openFence: boolean;
}

/** Anchor of a heading: lower case, blanks to hyphens, everything but letters, digits, `-` and `_` gone. */
export function anchorOf(heading: string): string {
  return heading
    .replace(/[`*]|\[([^\]]*)\]\([^)]*\)/g, '$1')
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');
}

/** Reads blocks, links and headings of a document, line by line. */
export function readMarkdown(text: string): Markdown {
  const blocks: CodeBlock[] = [];
  const links: { target: string; line: number }[] = [];
  const anchors = new Set<string>();
  let open: { fence: string; language: string; info: string; line: number; lines: string[] } | null = null;
  text.split('\n').forEach((content, index) => {
    const fence = /^\s*(`{3,}|~{3,})\s*([\w-]*)\s*(.*)$/.exec(content);
    if (open) {
      if (fence?.[1] !== undefined && fence[1].startsWith(open.fence) && fence[2] === '') {
        blocks.push({ language: open.language, info: open.info, code: `${open.lines.join('\n')}\n`, line: open.line });
        open = null;
      } else open.lines.push(content);
      return;
    }
    if (fence) {
      open = { fence: fence[1] ?? '```', language: fence[2] ?? '', info: (fence[3] ?? '').trim(), line: index + 1, lines: [] };
      return;
    }
    const heading = /^#{1,6}\s+(.*?)\s*#*$/.exec(content)?.[1];
    if (heading !== undefined) {
      const anchor = anchorOf(heading);
      let unique = anchor;
      for (let n = 1; anchors.has(unique); n += 1) unique = `${anchor}-${n}`;
      anchors.add(unique);
    }
    const prose = content.replace(/`[^`]*`/g, '');
    for (const [, target = ''] of prose.matchAll(/!?\[[^\]]*\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)) links.push({ target, line: index + 1 });
  });
  return { blocks, links, anchors, openFence: open !== null };
}
