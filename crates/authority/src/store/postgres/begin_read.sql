-- Nobody waits for who reads: the log may be read through slowly.
BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;
SET LOCAL idle_in_transaction_session_timeout = '10min'
