-- expect: dropped-constraint-unclear
alter table orders drop constraint old_rule;
