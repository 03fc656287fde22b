package org.honeyspam.proxy;

/** A header field as it is sent. */
record Field(String name, String value) {}
