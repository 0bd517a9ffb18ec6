// Handlers for MSW, where it is imported. What they do is in `msw/handlers.mjs`.
import { http } from 'msw'
import { handlersWith } from './msw/handlers.mjs'

export const handlers = handlersWith(http)
