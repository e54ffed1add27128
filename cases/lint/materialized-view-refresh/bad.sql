-- expect: materialized-view-refresh
refresh materialized view sales;
