/**
 * The record: the types of events and the durable log of them, the one truth all views follow from.
 *
 * <p>Knows no protocol and no view; who did something is stated by the runner, never by an event.
 */
@NullMarked
package org.honeyspam.journal;

import org.jspecify.annotations.NullMarked;
