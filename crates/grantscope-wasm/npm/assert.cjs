'use strict'

const { allowed, delivered, denied } = require('./assert.mjs')

module.exports = { allowed, delivered, denied }
