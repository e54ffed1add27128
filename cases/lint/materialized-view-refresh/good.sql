refresh materialized view concurrently sales;
create materialized view totals as select 1 as a with no data;
refresh materialized view totals;
