-- expect: materialized-view-refresh
refresh materialized view concurrently sales;
