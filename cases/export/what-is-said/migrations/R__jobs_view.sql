create or replace view open_jobs as select * from jobs where state = 'open';
