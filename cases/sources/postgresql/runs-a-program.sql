-- fails 2:1 Refused: this copy runs a program
copy (select 1) to program 'touch /tmp/dbwright-was-here';
