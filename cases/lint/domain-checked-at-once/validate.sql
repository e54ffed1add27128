-- expect: domain-checked-at-once
alter domain stars validate constraint stars_range;
