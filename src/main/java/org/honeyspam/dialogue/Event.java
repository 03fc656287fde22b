package org.honeyspam.dialogue;

/** Marks what is worth recording; the journal owns the types. */
public interface Event {}
