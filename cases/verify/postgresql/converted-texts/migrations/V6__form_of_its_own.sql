alter table orders alter column day type integer using (split_part(day, '-', 2))::integer;
