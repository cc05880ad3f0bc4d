// The database's own clock in SQL: milliseconds since 1970, an INTEGER. All times in rows come from here, so that no host's clock decides.

export const now = `CAST(ROUND(unixepoch('subsec') * 1000) AS INTEGER)`
