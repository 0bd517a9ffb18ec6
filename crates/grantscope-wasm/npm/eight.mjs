// What was answered about handles, for eight questions in a row: the loop of a batch. Written out and without a branch,
// because an engine checks an array anew behind each branch and in each turn of a loop, which takes longer than
// the answer. Not here: what is remembered, and how one question is looked up (`handles.mjs`).

// As many as the model tells apart.
export const CLASSES = 64
// The bits of an answer: what is known has the one, and is a yes with the other. Eight of them, shifted by 0 to 7, are one
// number: what was answered in its lower byte, what is known in the upper.
export const KNOWN = 1 << 8
export const ANSWER = 1
// The answers of eight, and that they are known.
const ALL = 0xff
// In the place of eight answers, if one of them is not known.
export const NOT_ALL = -1

/**
 * Eight answers from one of them on, as a byte, lowest bit first, or NOT_ALL. Who is not named has the handle 0 and is looked
 * up at the first place, of which nothing is ever known: whoever else leads there makes it NOT_ALL.
 */
export function toldOfEight({ classes, answers, changes, ids, methods: first }, at, methods, channels, users) {
  let told = 0
  let seen = 0
  {
    const method = methods[at] | 0
    const channel = channels[at] | 0
    const user = users[at] | 0
    const isChannel = (channel | -channel) >> 31
    const isUser = (user | -user) >> 31
    const ofChannel = classes[(channel - ids) & isChannel] ^ changes
    const ofUser = classes[(user - ids) & isUser] ^ changes
    const relevant = (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
    told |= answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))]
    seen |= (ofChannel & isChannel) | (ofUser & isUser)
  }
  {
    const method = methods[at + 1] | 0
    const channel = channels[at + 1] | 0
    const user = users[at + 1] | 0
    const isChannel = (channel | -channel) >> 31
    const isUser = (user | -user) >> 31
    const ofChannel = classes[(channel - ids) & isChannel] ^ changes
    const ofUser = classes[(user - ids) & isUser] ^ changes
    const relevant = (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
    told |= answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] << 1
    seen |= (ofChannel & isChannel) | (ofUser & isUser)
  }
  {
    const method = methods[at + 2] | 0
    const channel = channels[at + 2] | 0
    const user = users[at + 2] | 0
    const isChannel = (channel | -channel) >> 31
    const isUser = (user | -user) >> 31
    const ofChannel = classes[(channel - ids) & isChannel] ^ changes
    const ofUser = classes[(user - ids) & isUser] ^ changes
    const relevant = (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
    told |= answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] << 2
    seen |= (ofChannel & isChannel) | (ofUser & isUser)
  }
  {
    const method = methods[at + 3] | 0
    const channel = channels[at + 3] | 0
    const user = users[at + 3] | 0
    const isChannel = (channel | -channel) >> 31
    const isUser = (user | -user) >> 31
    const ofChannel = classes[(channel - ids) & isChannel] ^ changes
    const ofUser = classes[(user - ids) & isUser] ^ changes
    const relevant = (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
    told |= answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] << 3
    seen |= (ofChannel & isChannel) | (ofUser & isUser)
  }
  {
    const method = methods[at + 4] | 0
    const channel = channels[at + 4] | 0
    const user = users[at + 4] | 0
    const isChannel = (channel | -channel) >> 31
    const isUser = (user | -user) >> 31
    const ofChannel = classes[(channel - ids) & isChannel] ^ changes
    const ofUser = classes[(user - ids) & isUser] ^ changes
    const relevant = (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
    told |= answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] << 4
    seen |= (ofChannel & isChannel) | (ofUser & isUser)
  }
  {
    const method = methods[at + 5] | 0
    const channel = channels[at + 5] | 0
    const user = users[at + 5] | 0
    const isChannel = (channel | -channel) >> 31
    const isUser = (user | -user) >> 31
    const ofChannel = classes[(channel - ids) & isChannel] ^ changes
    const ofUser = classes[(user - ids) & isUser] ^ changes
    const relevant = (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
    told |= answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] << 5
    seen |= (ofChannel & isChannel) | (ofUser & isUser)
  }
  {
    const method = methods[at + 6] | 0
    const channel = channels[at + 6] | 0
    const user = users[at + 6] | 0
    const isChannel = (channel | -channel) >> 31
    const isUser = (user | -user) >> 31
    const ofChannel = classes[(channel - ids) & isChannel] ^ changes
    const ofUser = classes[(user - ids) & isUser] ^ changes
    const relevant = (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
    told |= answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] << 6
    seen |= (ofChannel & isChannel) | (ofUser & isUser)
  }
  {
    const method = methods[at + 7] | 0
    const channel = channels[at + 7] | 0
    const user = users[at + 7] | 0
    const isChannel = (channel | -channel) >> 31
    const isUser = (user | -user) >> 31
    const ofChannel = classes[(channel - ids) & isChannel] ^ changes
    const ofUser = classes[(user - ids) & isUser] ^ changes
    const relevant = (ofChannel & ((method << 31) >> 31)) | (ofUser & ((method << 30) >> 31))
    told |= answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] << 7
    seen |= (ofChannel & isChannel) | (ofUser & isUser)
  }
  return told >> 8 === ALL && (seen & -CLASSES) === 0 ? told & ALL : NOT_ALL
}
