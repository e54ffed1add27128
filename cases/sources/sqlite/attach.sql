-- fails 2:1 Refused
attach database '/tmp/dbwright-was-here.db' as other;
