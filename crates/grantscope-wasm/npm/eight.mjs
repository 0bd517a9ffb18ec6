// What was answered about handles, for eight questions in a row: the loop of a batch. Written out and without a branch,
// because an engine checks an array anew behind each branch and in each turn of a loop, which takes longer than
// the answer. Not here: what is remembered, and how one question is looked up (`handles.mjs`).

// As many as the model tells apart.
export const CLASSES = 64
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
    const answer = answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] ^ changes
    told |= answer
    seen |= answer | (ofChannel & isChannel) | (ofUser & isUser)
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
    const answer = answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] ^ changes
    told |= answer << 1
    seen |= answer | (ofChannel & isChannel) | (ofUser & isUser)
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
    const answer = answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] ^ changes
    told |= answer << 2
    seen |= answer | (ofChannel & isChannel) | (ofUser & isUser)
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
    const answer = answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] ^ changes
    told |= answer << 3
    seen |= answer | (ofChannel & isChannel) | (ofUser & isUser)
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
    const answer = answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] ^ changes
    told |= answer << 4
    seen |= answer | (ofChannel & isChannel) | (ofUser & isUser)
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
    const answer = answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] ^ changes
    told |= answer << 5
    seen |= answer | (ofChannel & isChannel) | (ofUser & isUser)
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
    const answer = answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] ^ changes
    told |= answer << 6
    seen |= answer | (ofChannel & isChannel) | (ofUser & isUser)
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
    const answer = answers[(method - first) * CLASSES + (relevant & (CLASSES - 1))] ^ changes
    told |= answer << 7
    seen |= answer | (ofChannel & isChannel) | (ofUser & isUser)
  }
  return (seen & -CLASSES) === 0 ? told : NOT_ALL
}
