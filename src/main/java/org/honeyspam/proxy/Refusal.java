package org.honeyspam.proxy;

/**
 * Why a request is not gone into.
 *
 * @param name as the product calls it
 * @param url as the product read it so far
 * @param odd what the record calls it; empty if any client may ask for that
 */
record Refusal(int status, String name, String url, String odd) {}
