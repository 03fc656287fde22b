/**
 * The message store: raw messages byte for byte, each content once, found by its hash.
 *
 * <p>Knows no protocol and no envelope; who sent what is the journal's.
 */
@NullMarked
package org.honeyspam.mail;

import org.jspecify.annotations.NullMarked;
