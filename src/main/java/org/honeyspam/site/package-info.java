/**
 * Decoy sites: looks, text, the maze and its pages, each following from the key and its path.
 *
 * <p>Knows no HTTP, socket, clock, thread or logger.
 */
@NullMarked
package org.honeyspam.site;

import org.jspecify.annotations.NullMarked;
