-- Wrong guesses of a network or at a product key, since the first of them.
CREATE TABLE wrong_guess (
    scope TEXT PRIMARY KEY,
    since INTEGER NOT NULL,
    wrong INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
