export { default } from './wasm.cjs'
