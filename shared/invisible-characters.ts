// Characters that have no look of their own and hide or reorder what stands beside them: marks of direction, characters of no
// width, soft hyphens, fillers, tags. What the spelling of words and emoji needs stays: joiners and variation selectors.

/** All that Unicode calls ignorable by default, unassigned ones too, and the marks of annotations, but for what stays. */
export const invisibleCharacters =
  /\u034f|[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb]|\ud82f[\udca0-\udca3]|\ud834[\udd73-\udd7a]|[\udb40-\udb43][\udc00-\udfff]/g

export function withoutInvisible(text: string): string {
  return text.replace(invisibleCharacters, '')
}
