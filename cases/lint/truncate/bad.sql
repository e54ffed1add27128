-- expect: truncate
truncate orders;
-- expect: truncate
truncate table customers cascade;
