// The very same module, so that a program that both imports and requires gets the same class.
'use strict'

const { Ledger, init } = require('./node.mjs')

module.exports = { Ledger, init }
