alter table orders alter column day type text using '0-' || day;
