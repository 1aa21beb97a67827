-- Whatever an authority does writes to one of these.
CREATE TRIGGER audit_moved BEFORE INSERT ON audit BEGIN
    SELECT RAISE(ABORT, 'this store was moved into PostgreSQL: authority.toml has to name the database');
END;
CREATE TRIGGER computer_moved BEFORE INSERT ON computer BEGIN
    SELECT RAISE(ABORT, 'this store was moved into PostgreSQL: authority.toml has to name the database');
END;
CREATE TRIGGER wrong_guess_moved BEFORE INSERT ON wrong_guess BEGIN
    SELECT RAISE(ABORT, 'this store was moved into PostgreSQL: authority.toml has to name the database');
END;
CREATE TRIGGER health_check_moved BEFORE INSERT ON health_check BEGIN
    SELECT RAISE(ABORT, 'this store was moved into PostgreSQL: authority.toml has to name the database');
END;
