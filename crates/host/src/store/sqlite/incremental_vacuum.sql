-- Pages given back to the file system. Each step of the statement frees one.
PRAGMA incremental_vacuum(1000)
