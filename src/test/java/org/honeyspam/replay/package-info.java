/** Tests of replays. */
@NullMarked
package org.honeyspam.replay;

import org.jspecify.annotations.NullMarked;
