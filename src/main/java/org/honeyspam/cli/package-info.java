/**
 * The command line: one class a verb, and how what they know is printed.
 *
 * <p>Decides nothing that a script could not; everything it shows comes from the packages below.
 */
@NullMarked
package org.honeyspam.cli;

import org.jspecify.annotations.NullMarked;
