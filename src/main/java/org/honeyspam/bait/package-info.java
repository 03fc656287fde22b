/**
 * Makes e-mail addresses that carry who took them, and recognises them when mail comes.
 *
 * <p>Knows no protocol and no clock; time and visitor are handed in.
 */
@NullMarked
package org.honeyspam.bait;

import org.jspecify.annotations.NullMarked;
