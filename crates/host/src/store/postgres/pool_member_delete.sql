DELETE FROM pool_member AS member USING unnest($1::uuid[], $2::bigint[]) AS gone (application, slot)
WHERE member.application = gone.application AND member.slot = gone.slot
