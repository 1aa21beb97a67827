DELETE FROM pool_member AS member USING unnest($1::uuid[], $2::uuid[]) AS gone (application, cmid)
WHERE member.application = gone.application AND member.cmid = gone.cmid
