/**
 * The contract between a protocol and the world: facts and bytes in, actions out, in order.
 *
 * <p>Depends on nothing; knows no protocol, socket, thread, clock or journal.
 */
@NullMarked
package org.honeyspam.dialogue;

import org.jspecify.annotations.NullMarked;
