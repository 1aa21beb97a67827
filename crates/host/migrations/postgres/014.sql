-- How far a job is, without reading its orders.
CREATE INDEX job_order_progress ON job_order (job, reported, code, identified, confirmation_id);
