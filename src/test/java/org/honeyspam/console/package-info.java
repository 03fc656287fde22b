/** The console of a running node: in a browser, by programs, and under attack. */
@NullMarked
package org.honeyspam.console;

import org.jspecify.annotations.NullMarked;
