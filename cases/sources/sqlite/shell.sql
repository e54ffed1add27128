-- fails 2:1 Refused: .system
.system touch /tmp/dbwright-was-here
