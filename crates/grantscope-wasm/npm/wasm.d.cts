/** The address of a wasm file, as a bundler that copies files gives it: hand it to `init`. */
declare const address: string
export default address
