/**
 * What a message says: from its raw bytes to a value, by pure functions that bound what a sender
 * can make them do.
 *
 * <p>Knows no store, service, clock or network, and no other package of ours.
 */
@NullMarked
package org.honeyspam.content;

import org.jspecify.annotations.NullMarked;
