create schema scratch;
drop schema scratch;
