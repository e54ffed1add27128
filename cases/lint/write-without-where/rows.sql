-- rows: colours=40
update colours set name = lower(name);
