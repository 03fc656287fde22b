/**
 * Release of relay probes: finds them in the journal, and delivers within caps what may be.
 *
 * <p>The only code that opens a connection; must not know protocols' dialogues.
 */
@NullMarked
package org.honeyspam.probe;

import org.jspecify.annotations.NullMarked;
