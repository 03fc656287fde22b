/**
 * What was taken, in the formats that other programs read.
 *
 * <p>Knows no service, no command line, and opens no connection.
 */
@NullMarked
package org.honeyspam.share;

import org.jspecify.annotations.NullMarked;
