/**
 * The personas against the products they imitate, word for word, on loopback: scripts are played to
 * both, and every difference has to have a reason. Knows nothing of how a persona works.
 */
@NullMarked
package org.honeyspam.truth;

import org.jspecify.annotations.NullMarked;
