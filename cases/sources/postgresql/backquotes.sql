-- fails 2:1 Refused: a text in backquotes runs a program
\set x `touch /tmp/dbwright-was-here`
