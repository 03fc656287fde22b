/**
 * The only code that knows Netty: listeners, the runner of dialogues, limits, pacing.
 *
 * <p>Knows no protocol: which dialogue meets a peer is handed in.
 */
@NullMarked
package org.honeyspam.net;

import org.jspecify.annotations.NullMarked;
