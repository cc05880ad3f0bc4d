// The version of the package, which the build writes in.
declare const STOREPLANE_VERSION: string | undefined

export const version = typeof STOREPLANE_VERSION === 'string' ? STOREPLANE_VERSION : 'unbuilt'
