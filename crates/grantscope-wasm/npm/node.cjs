// The very same modules, so that a program that both imports and requires gets the same classes.
'use strict'

const { Ledger, Sandbox, flawsOf, init, scenarios } = require('./node.mjs')

module.exports = { Ledger, Sandbox, flawsOf, init, scenarios }
