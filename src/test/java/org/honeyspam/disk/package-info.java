/**
 * A disk that fails when a test says so.
 *
 * <p>Knows nothing of what is written to it.
 */
@NullMarked
package org.honeyspam.disk;

import org.jspecify.annotations.NullMarked;
