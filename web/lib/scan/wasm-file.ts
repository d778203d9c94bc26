/** The reader of codes, as `web/build-assets.ts` copies it; a new version has a new name. */
export const READER_WASM = '/wasm/zxing-reader-3.1.3.wasm'
