-- fails 2:1 Refused: \! runs a program
\! touch /tmp/dbwright-was-here
