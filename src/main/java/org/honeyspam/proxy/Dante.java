package org.honeyspam.proxy;

/** Placeholder until the persona is there. */
final class Dante {}
