-- expect: domain-checked-at-once
alter domain stars add constraint stars_range check (value between 1 and 5);
-- expect: domain-checked-at-once
alter domain stars set not null;
