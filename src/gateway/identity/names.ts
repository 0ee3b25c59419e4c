/**
 * Form of a name for comparison only; what the citizen typed is kept and sent as it is.
 * NFKC folds compatibility ideographs and full-width letters: hosts store rare characters in different code points (生僻字).
 * The middle dot of transcribed names comes as · • ・ ‧ ∙ ． or a full stop, with or without blanks.
 */
export function comparableName(name: string): string {
  return name
    .replace(/[\u00b7\u2022\u30fb\u2027\u2219\u22c5\uff65\uff0e.]/g, '·')
    .normalize('NFKC')
    .replace(/\s*·\s*/g, '·')
    .replace(/\s+/g, ' ')
    .trim()
    .toUpperCase();
}

/** True when two spellings name the same person. */
export function sameName(one: string, other: string): boolean {
  return comparableName(one) === comparableName(other);
}
