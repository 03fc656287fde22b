/**
 * Wiring: builds a running node from a configuration. The only code that sees everything.
 *
 * <p>Knows no command line; decides nothing that a part could decide itself.
 */
@NullMarked
package org.honeyspam.node;

import org.jspecify.annotations.NullMarked;
