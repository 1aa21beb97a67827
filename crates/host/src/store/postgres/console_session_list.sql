SELECT id, account, role, console_session.created AS created, used, proved, issuer, full_name
FROM console_session JOIN console_account ON console_account.name = console_session.account
WHERE account = $1 ORDER BY used DESC, id
