// Required by a program that is measured: writes at its exit what the kernel says of its memory.
const { readFileSync, writeFileSync } = require('node:fs')

process.once('exit', () => writeFileSync(process.env.PEAK_MEMORY_FILE, readFileSync('/proc/self/status')))
