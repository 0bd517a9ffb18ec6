'use strict'

module.exports = { createServer: require('./server.mjs').createServer }
