/** Replays conversations written as plain text against a dialogue, without a socket. */
@NullMarked
package org.honeyspam.transcript;

import org.jspecify.annotations.NullMarked;
