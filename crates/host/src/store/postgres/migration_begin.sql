-- The setting ends with the transaction: it tells a later call whether the connection is still the same.
BEGIN;
LOCK TABLE counters, machine, request IN EXCLUSIVE MODE;
SET LOCAL muster.moving = 'on'
