// Handlers for MSW, where it is required: MSW 2 is another one then.
'use strict'

const { http } = require('msw')
const { handlersWith } = require('./msw/handlers.mjs')

module.exports = { handlers: handlersWith(http) }
