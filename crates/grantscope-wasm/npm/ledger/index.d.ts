/** The types are written down once, in a form that `import` and `require` can both read. */
export * from './index.cjs'
