// What stacks and databases of a test run stand on: a file, or with STOREPLANE_TEST_DATABASE=server a libSQL server that asks for a token.

export const onServer = process.env['STOREPLANE_TEST_DATABASE'] === 'server'
