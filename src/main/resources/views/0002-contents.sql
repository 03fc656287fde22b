-- Up to which message the texts were read.
create table perused (message integer not null);
insert into perused values (0);

-- What a text says and which campaign it is of: a row a text, however often it came.
create table content (
  sha256 text primary key, subject text, author text, languages text not null,
  campaign text not null) without rowid;
create index content_campaign on content (campaign);

create table link (
  sha256 text not null, position integer not null, url text not null, host text not null,
  domain text not null, kind text not null, tricks text not null,
  primary key (sha256, position)) without rowid;
create index link_domain on link (domain);

create table attachment (
  sha256 text not null, position integer not null, name text, type text not null,
  declared text not null, size_bytes integer not null, hash text not null,
  primary key (sha256, position)) without rowid;

-- What the text gives to answer to: an address, a telephone number, a wallet.
create table contact (
  sha256 text not null, kind text not null, value text not null,
  primary key (sha256, kind, value)) without rowid;

create table campaign (
  id text primary key, first integer not null, last integer not null, size integer not null,
  sample text not null) without rowid;
create index campaign_last on campaign (last);
create index campaign_sample on campaign (sample);

create table campaign_sender (
  campaign text not null, ip text not null, first integer not null, last integer not null,
  count integer not null, primary key (campaign, ip)) without rowid;
create index campaign_sender_ip on campaign_sender (ip);

-- Two that a text could have belonged to.
create table kin (
  campaign text not null, other text not null, primary key (campaign, other)) without rowid;

-- The members that others are compared with, and the keys by which they are found.
create table exemplar (
  id integer primary key, campaign text not null, number integer not null,
  fingerprint blob not null);
create unique index exemplar_campaign on exemplar (campaign, number);
create table band (
  key integer not null, exemplar integer not null, primary key (key, exemplar)) without rowid;

-- Who wrote to the addresses of a visit: which campaign, from which network.
create table visit_mail (
  visit text not null, network text not null, campaign text not null, first integer not null,
  last integer not null, count integer not null,
  primary key (visit, network, campaign)) without rowid;
create index visit_mail_campaign on visit_mail (campaign);
create index address_visit on address (visit);

-- Who tried whether a relay or a proxy works, the box that the try was to come to, and its text.
create table trial (
  ip text not null, kind text not null, box text not null, network text not null,
  sample text not null, first integer not null, last integer not null, count integer not null,
  primary key (ip, kind, box)) without rowid;
create index trial_network on trial (network, kind);

-- The mail that came through a relay or a proxy.
create table passage (
  kind text not null, network text not null, ip text not null, campaign text not null,
  first integer not null, last integer not null, count integer not null,
  recipients integer not null, primary key (kind, network, ip, campaign)) without rowid;

-- How busy a host was in a day; and of hours and days the busiest hosts are found without the rest.
create table source_day (
  day integer not null, ip text not null, count integer not null,
  primary key (day, ip)) without rowid;
insert into source_day select hour / 24, ip, sum(count) from source_hour group by hour / 24, ip;
create index source_hour_count on source_hour (hour, count);
create index source_day_count on source_day (day, count);

-- When somebody came to an address of ours, first and last.
create table arrival (
  address text primary key, first integer not null, last integer not null,
  count integer not null) without rowid;
