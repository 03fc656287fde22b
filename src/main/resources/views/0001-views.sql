-- Up to where the journal is taken in, and how many batches that took.
create table bookmark (
  segment integer not null, offset_bytes integer not null, batch integer not null);
insert into bookmark values (0, 0, 0);

create table event (
  id integer primary key, time integer not null, action text not null, service text, session text,
  ip text not null, detail text not null);
create index event_ip on event (ip, id);

create table address (
  address text primary key, visit text not null, ip text not null, time integer not null,
  site text not null, path text not null, agent text not null, form text) without rowid;
create index address_ip on address (ip);

create table message (
  id integer primary key, event text not null unique, time integer not null,
  service text not null, session text not null, ip text not null, port integer not null,
  chain text not null, helo text not null, sender text not null, queue_id text not null,
  message_id text, subject text, sha256 text not null, size_bytes integer not null,
  trace_header text not null);
create index message_ip on message (ip, time);
create index message_queue_id on message (queue_id);
create index message_message_id on message (message_id);
create index message_sha256 on message (sha256);

create table recipient (
  message integer not null, position integer not null, address text not null, bait text,
  primary key (message, position)) without rowid;
create index recipient_bait on recipient (bait);

-- What a host did of one kind; the batch in which that changed last.
create table deed (
  ip text not null, reason text not null, count integer not null, first integer not null,
  last integer not null, batch integer not null, primary key (ip, reason)) without rowid;
create index deed_batch on deed (batch);

-- As what callers of a network named a host to the proxies.
create table naming (
  ip text not null, reason text not null, network text not null, caller text not null,
  first integer not null, last integer not null, count integer not null, batch integer not null,
  primary key (ip, reason, network)) without rowid;
create index naming_batch on naming (batch);

create table form (
  bait text not null, time integer not null, session text not null, ip text not null,
  kind text not null, site text not null, url text not null, sha256 text);
create index form_bait on form (bait);

create table walk (
  ip text not null, site text not null, agent text not null, robots integer, entered integer,
  last integer not null, pages integer not null, maze_pages integer not null, crawler text,
  purpose text, standing text, host text, primary key (ip, site, agent)) without rowid;

create table login (user_name text primary key, password text not null) without rowid;

-- For what is asked of months: how often what happened in an hour, and how busy a host was.
create table activity (
  hour integer not null, service text not null, action text not null, count integer not null,
  primary key (hour, service, action)) without rowid;
create table source_hour (
  hour integer not null, ip text not null, count integer not null,
  primary key (hour, ip)) without rowid;
